-- One row a ward and scored indicator: rank among the council's wards (1 = most need)
-- and its exponential transform.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

ranked_rates as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        domain_code,
        indicator_weight,
        is_synthetic,
        is_low_coverage,
        numerator_count,
        denominator_count,
        observed_rate,
        ward_trust,
        shrunk_rate,
        rank() over (
            partition by local_authority_code, indicator_code
            order by shrunk_rate desc
        ) as need_rank,
        count(*) over (
            partition by local_authority_code, indicator_code
        ) as ranked_wards_count
    from {{ ref('int_need__shrunk_rates') }}
),

indicator_scores as (
    select
        ranked_rates.*,
        round(
            {{ exponential_transform(
                'ranked_rates.need_rank', 'ranked_rates.ranked_wards_count',
                'settings.exponential_constant'
            ) }},
            9
        ) as transformed_score
    from ranked_rates
    cross join settings
)

select * from indicator_scores
