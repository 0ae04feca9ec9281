-- One row a ward and domain: rank of its mean among the council's wards and the
-- exponential transform of it. A domain of which too little is known (policy) has none.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

rankable_means as (
    select
        domain_means.local_authority_code,
        domain_means.ward_code,
        domain_means.domain_code,
        domain_means.domain_weight,
        domain_means.known_weight_share,
        domain_means.is_partial,
        domain_means.mean_score,
        domain_means.is_synthetic,
        domain_means.is_low_coverage,
        settings.exponential_constant,
        settings.conjunctive_one_in,
        coalesce(
            domain_means.known_weight_share >= settings.minimum_domain_weight_rate
            and domain_means.mean_score is not null,
            false
        ) as is_ranked
    from {{ ref('int_need__domain_means') }} as domain_means
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
