-- One row a ward: its domains brought together. Both domains must be ranked for a
-- score, and every indicator for a rank by volume: a ward that is known by half is not
-- compared with wards that are known whole.
with

domain_scores as (
    select * from {{ ref('int_need__domain_scores') }}
),

shortfalls as (
    select
        ward_code,
        cast(sum(numerator_count) as bigint) as volume_need_count
    from {{ ref('int_need__shrunk_rates') }}
    group by ward_code
),

combined_domains as (
    select
        local_authority_code,
        ward_code,
        bool_and(is_ranked) as is_ranked,
        bool_or(is_partial) as is_partial,
        bool_and(is_in_worst_share) as is_poor_on_both,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_low_coverage) as is_low_coverage,
        {{ weighted_mean('domain_score', 'domain_weight') }} as combined_score
    from domain_scores
    group by local_authority_code, ward_code
),

scores as (
    select
        combined_domains.local_authority_code,
        combined_domains.ward_code,
        combined_domains.is_ranked,
        combined_domains.is_partial,
        combined_domains.is_poor_on_both,
        combined_domains.is_synthetic,
        combined_domains.is_low_coverage,
        shortfalls.volume_need_count,
        case
            when combined_domains.is_ranked
                then cast(round(combined_domains.combined_score, 6) as decimal(12, 6))
        end as need_score
    from combined_domains
    left join shortfalls on combined_domains.ward_code = shortfalls.ward_code
),

ranked_scores as (
    select
        *,
        case
            when is_ranked
                then rank() over (
                    partition by local_authority_code, is_ranked
                    order by need_score desc
                )
        end as need_rank,
        case
            when is_ranked
                then rank() over (
                    partition by local_authority_code, is_ranked
                    order by need_score desc, volume_need_count desc
                )
        end as need_rank_by_volume,
        sum(case when is_ranked then 1 else 0 end) over (
            partition by local_authority_code
        ) as ranked_wards_count,
        case
            when not is_partial
                then rank() over (
                    partition by local_authority_code, is_partial
                    order by volume_need_count desc
                )
        end as volume_need_rank
    from scores
)

select * from ranked_scores
