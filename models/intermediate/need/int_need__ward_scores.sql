-- A score needs every domain, and a rank by volume every indicator: a ward that is
-- known by half is not compared with wards that are known whole, nor one of a few
-- children with wards of many.
with

wards_with_volume as (
    select
        ward_code,
        cast(sum(numerator_count) as bigint) as volume_need_count
    from {{ ref('int_need__shrunk_rates') }}
    group by ward_code
),

published_ranks as (
    select * from {{ ref('int_need__scenario_ranks') }}
    where scenario_kind = 'published'
),

wards_by_domains as (
    select
        local_authority_code,
        ward_code,
        bool_or(is_partial) as is_partial,
        bool_and(is_in_worst_share) as is_poor_on_both,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_low_coverage) as is_low_coverage,
        bool_or(is_small) as is_small,
        bool_or(has_too_few_children) as has_too_few_children,
        not bool_or(is_partial or has_too_few_children) as is_in_volume_ranks
    from {{ ref('int_need__domain_scores') }}
    group by local_authority_code, ward_code
),

ward_scores as (
    select
        wards.local_authority_code,
        wards.ward_code,
        ranks.need_rank is not null as is_ranked,
        wards.is_partial,
        wards.is_poor_on_both,
        wards.is_synthetic,
        wards.is_low_coverage,
        wards.is_small,
        case
            when ranks.need_rank is not null then null
            when wards.has_too_few_children then 'too_few_children'
            else 'too_little_known'
        end as unranked_reason_code,
        volumes.volume_need_count,
        cast(ranks.need_score as decimal(12, 6)) as need_score,
        ranks.need_rank,
        case
            when ranks.need_rank is not null
                then rank() over (
                    partition by
                        wards.local_authority_code, ranks.need_rank is not null
                    order by ranks.need_rank asc, volumes.volume_need_count desc
                )
        end as need_rank_by_volume,
        count(ranks.need_rank) over (
            partition by wards.local_authority_code
        ) as ranked_wards_count,
        case
            when wards.is_in_volume_ranks
                then rank() over (
                    partition by wards.local_authority_code, wards.is_in_volume_ranks
                    order by volumes.volume_need_count desc
                )
        end as volume_need_rank
    from wards_by_domains as wards
    left join published_ranks as ranks on wards.ward_code = ranks.ward_code
    left join wards_with_volume as volumes on wards.ward_code = volumes.ward_code
),

ward_lists as (
    select
        ward_scores.*,
        coalesce(
            case
                when not numbers.top_k_includes_ties
                    then ward_scores.need_rank_by_volume
                else ward_scores.need_rank
            end <= numbers.top_k,
            false
        ) as is_in_top_k,
        numbers.top_k as top_k_count
    from ward_scores
    cross join {{ ref('int_policy__ranking_settings') }} as numbers
)

select * from ward_lists
