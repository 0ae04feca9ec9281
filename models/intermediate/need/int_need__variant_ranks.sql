-- One row a variant of the method and ward that it can rank: the ward has every domain
-- that the variant has.
with

domain_counts as (
    select
        variant_code,
        count(distinct domain_code) as domains_count
    from {{ ref('int_need__variant_indicators') }}
    group by variant_code
),

combined_scores as (
    select
        scores.variant_code,
        scores.local_authority_code,
        scores.ward_code,
        scores.aggregation,
        count(*) as known_domains_count,
        round(
            {{ aggregated_score('scores.domain_score', 'domains.domain_weight') }}, 6
        ) as variant_score
    from {{ ref('int_need__variant_domains') }} as scores
    inner join {{ ref('policy_domains') }} as domains
        on scores.domain_code = domains.domain_code
    group by
        scores.variant_code,
        scores.local_authority_code,
        scores.ward_code,
        scores.aggregation
),

variant_ranks as (
    select
        combined_scores.variant_code,
        combined_scores.local_authority_code,
        combined_scores.ward_code,
        cast(rank() over (
            partition by
                combined_scores.variant_code, combined_scores.local_authority_code
            order by combined_scores.variant_score desc
        ) as integer) as variant_rank
    from combined_scores
    inner join domain_counts
        on
            combined_scores.variant_code = domain_counts.variant_code
            and combined_scores.known_domains_count = domain_counts.domains_count
)

select * from variant_ranks
