-- The published score and its draws once more, from protected counts: bands and the
-- chance of being among the wards in most need, as partners and the public get them.
-- Fewer draws will do than inside, where a chance is told more exactly.
with

numbers_of_draws as (
    select protected_draws_count as draws_count
    from {{ ref('int_policy__disclosure_settings') }}
),

scenario_methods as (
    select methods.*
    from {{ ref('int_need__scenario_methods') }} as methods
    cross join numbers_of_draws
    left join {{ ref('policy_scenarios') }} as noises
        on
            methods.scenario_kind = noises.scenario_kind
            and methods.scenario_code = noises.scenario_code
    where
        methods.scenario_kind = 'published'
        or (
            methods.scenario_kind = 'draw'
            and noises.is_reported
            and methods.draw_number <= numbers_of_draws.draws_count
        )
),

{{ drawn_rates(
    ref('int_disclosure__shrunk_rates'), 'scenario_methods', 'numbers_of_draws'
) }},

scenario_rates as (
    select
        0 as rates_number,
        local_authority_number,
        ward_number,
        part_number,
        shrunk_rate as rate
    from numbered_rates

    union all

    select * from drawn_rates
),

{{ need_scores(
    'scenario_rates', 'numbered_methods', ['rates_number'], ['scenario_number'],
    key='number', published=true
) }},

scenarios as (
    select distinct
        scenario_number,
        scenario_kind
    from scenario_methods
),

ranks as (
    select
        wards.ward_number,
        max(wards.need_score) filter (
            where scenarios.scenario_kind = 'published'
        ) as need_score,
        max(wards.need_rank) filter (
            where scenarios.scenario_kind = 'published'
        ) as need_rank,
        avg(
            cast(case when wards.need_rank <= numbers.top_k then 1 else 0 end as double)
        ) filter (
            where scenarios.scenario_kind = 'draw'
        ) as top_k_probability_rate
    from scored_wards as wards
    inner join scenarios on wards.scenario_number = scenarios.scenario_number
    cross join {{ ref('int_policy__ranking_settings') }} as numbers
    group by wards.ward_number
),

wards as (
    select
        local_authority_code,
        ward_code,
        bool_or(is_at_boundary) as is_at_boundary,
        bool_or(is_partial) as is_partial,
        bool_and(is_in_worst_share) as is_poor_on_both,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_low_coverage) as is_low_coverage,
        bool_or(is_small) as is_small,
        bool_or(has_too_few_children) as has_too_few_children,
        not bool_or(is_partial or has_too_few_children) as is_in_volume_ranks,
        sum(children_count) as children_count
    from {{ ref('int_disclosure__ward_domains') }}
    group by local_authority_code, ward_code
),

ranked_wards as (
    select
        wards.*,
        ranks.need_score,
        ranks.need_rank,
        ranks.top_k_probability_rate,
        ranks.need_rank is not null as is_ranked,
        case
            when ranks.need_rank is not null then null
            when wards.has_too_few_children then 'too_few_children'
            else 'too_little_known'
        end as unranked_reason_code,
        count(ranks.need_rank) over council as ranked_wards_count,
        case
            when wards.is_in_volume_ranks
                then rank() over (
                    partition by wards.local_authority_code, wards.is_in_volume_ranks
                    order by wards.children_count desc
                )
        end as volume_need_rank,
        sum(cast(wards.is_in_volume_ranks as integer)) over council
            as volume_ranks_count
    from wards
    left join numbered_wards on wards.ward_code = numbered_wards.ward_code
    left join ranks on numbered_wards.ward_number = ranks.ward_number
    window council as (partition by wards.local_authority_code)
),

ward_lists as (
    select
        ranked_wards.*,
        numbers.top_k as top_k_count,
        coalesce(
            case
                when numbers.top_k_includes_ties then ranked_wards.need_rank
                else row_number() over (
                    partition by ranked_wards.local_authority_code
                    order by
                        ranked_wards.need_rank asc,
                        ranked_wards.children_count desc,
                        ranked_wards.ward_code asc
                )
            end <= numbers.top_k
            and ranked_wards.is_ranked,
            false
        ) as is_in_top_k
    from ranked_wards
    cross join {{ ref('int_policy__ranking_settings') }} as numbers
)

select * from ward_lists
