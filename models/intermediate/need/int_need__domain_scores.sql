-- The published score by domain, for every ward that is served: a domain of which too
-- little is known (policy) has a mean and no rank; a ward with too few children to be
-- ranked has neither.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

published_rates as (
    select
        0 as rates_number,
        local_authority_code,
        ward_code,
        indicator_code as part_code,
        shrunk_rate as rate
    from {{ ref('int_need__shrunk_rates') }}
    where has_too_few_children is not true
),

published_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
    where scenario_kind = 'published'
),

{{ need_scores(
    'published_rates', 'published_methods', ['rates_number'], ['scenario_number']
) }},

known_figures as (
    select
        ward_code,
        domain_code,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_low_coverage) as is_low_coverage,
        bool_or(is_small) as is_small,
        bool_or(has_too_few_children) as has_too_few_children,
        count(*) as known_parts_count,
        sum(indicator_weight) as known_weight
    from {{ ref('int_need__shrunk_rates') }}
    group by ward_code, domain_code
),

served_wards as (
    select distinct
        local_authority_code,
        ward_code
    from {{ ref('int_indicators__spine') }}
),

domain_scores as (
    select
        served_wards.local_authority_code,
        served_wards.ward_code,
        domains.domain_code,
        domains.domain_weight,
        means.mean_score,
        scores.need_rank as domain_rank,
        scores.normalised_score as domain_score,
        scores.need_rank is not null as is_ranked,
        count(scores.need_rank) over (
            partition by served_wards.local_authority_code, domains.domain_code
        ) as ranked_wards_count,
        coalesce(known.known_weight / domains.full_weight, 0.0) as known_weight_share,
        coalesce(known.known_parts_count < domains.parts_count, true) as is_partial,
        coalesce(known.is_synthetic, false) as is_synthetic,
        coalesce(known.is_low_coverage, false) as is_low_coverage,
        coalesce(known.is_small, false) as is_small,
        coalesce(known.has_too_few_children, false) as has_too_few_children,
        coalesce(
            {{ is_in_quantile(
                'scores.need_rank', 'scores.ranked_wards_count',
                '0', '1', 'settings.conjunctive_one_in'
            ) }},
            false
        ) as is_in_worst_share
    from served_wards
    cross join domain_methods as domains
    cross join settings
    left join domain_means as means
        on
            served_wards.ward_code = means.ward_code
            and domains.domain_code = means.domain_code
    left join scored_domains as scores
        on
            served_wards.ward_code = scores.ward_code
            and domains.domain_code = scores.domain_code
    left join known_figures as known
        on
            served_wards.ward_code = known.ward_code
            and domains.domain_code = known.domain_code
)

select * from domain_scores
