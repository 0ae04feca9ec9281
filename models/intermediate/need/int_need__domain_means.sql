-- One row a ward and domain: the weighted mean of its transformed indicators. A missing
-- indicator leaves its weight to the others of its domain, and the row says how much of
-- the weight is known.
with

domain_weights as (
    select
        domain_code,
        sum(indicator_weight) as full_weight,
        count(*) as indicators_count
    from {{ ref('policy_indicators') }}
    where domain_code is not null
    group by domain_code
),

served_wards as (
    select distinct
        local_authority_code,
        ward_code
    from {{ ref('int_indicators__spine') }}
),

domain_means as (
    select
        served_wards.local_authority_code,
        served_wards.ward_code,
        domains.domain_code,
        domains.domain_weight,
        coalesce(sum(scores.indicator_weight), 0.0)
        / max(domain_weights.full_weight) as known_weight_share,
        count(scores.indicator_code) < max(domain_weights.indicators_count)
            as is_partial,
        round(
            {{ weighted_mean('scores.transformed_score', 'scores.indicator_weight') }},
            9
        ) as mean_score,
        coalesce(bool_or(scores.is_synthetic), false) as is_synthetic,
        coalesce(bool_or(scores.is_low_coverage), false) as is_low_coverage
    from served_wards
    cross join {{ ref('policy_domains') }} as domains
    inner join domain_weights
        on domains.domain_code = domain_weights.domain_code
    left join {{ ref('int_need__indicator_scores') }} as scores
        on
            served_wards.ward_code = scores.ward_code
            and domains.domain_code = scores.domain_code
    group by
        served_wards.local_authority_code,
        served_wards.ward_code,
        domains.domain_code,
        domains.domain_weight
)

select * from domain_means
