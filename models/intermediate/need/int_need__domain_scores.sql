-- One row a ward and domain. A missing indicator leaves its weight to the others of its
-- domain; a domain that keeps too little of its weight (policy) has no rank.
with

settings as (
    select * from {{ ref('int_indicators__settings') }}
),

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
            sum(scores.indicator_weight * scores.transformed_score)
            / sum(scores.indicator_weight),
            9
        ) as mean_score,
        coalesce(bool_or(scores.is_synthetic), false) as is_synthetic
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
),

rankable_means as (
    select
        domain_means.*,
        settings.exponential_constant,
        settings.conjunctive_one_in,
        coalesce(
            domain_means.known_weight_share >= settings.minimum_domain_weight_rate
            and domain_means.mean_score is not null,
            false
        ) as is_ranked
    from domain_means
    cross join settings
),

ranked_domains as (
    select
        *,
        case
            when is_ranked
                then rank() over (
                    partition by local_authority_code, domain_code, is_ranked
                    order by mean_score desc
                )
        end as domain_rank,
        sum(case when is_ranked then 1 else 0 end) over (
            partition by local_authority_code, domain_code
        ) as ranked_wards_count
    from rankable_means
),

domain_scores as (
    select
        *,
        case
            when is_ranked
                then round(
                    {{ exponential_transform(
                        'domain_rank', 'ranked_wards_count', 'exponential_constant'
                    ) }},
                    9
                )
        end as domain_score,
        coalesce(
            domain_rank * conjunctive_one_in <= ranked_wards_count, false
        ) as is_in_worst_share
    from ranked_domains
)

select * from domain_scores
