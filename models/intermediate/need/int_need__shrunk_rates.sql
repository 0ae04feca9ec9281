-- One row a ward and scored indicator: the rate drawn toward the city's by how little
-- the ward's children can tell (empirical logit, Scottish indices of deprivation 2003,
-- appendix 1). With one ward there is no spread, and the city's rate is its own.
with

scored_counts as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        indicators.domain_code,
        indicators.indicator_weight,
        ward_values.is_synthetic,
        coalesce(
            ward_values.coverage_rate < ward_values.low_coverage_rate, false
        ) as is_low_coverage,
        ward_values.numerator_count,
        ward_values.denominator_count,
        cast(ward_values.numerator_count as double) as events,
        -- A sum takes gaps below zero as they are: they are floored in wards alone.
        cast(sum(ward_values.signed_numerator_count) over city as double)
            as signed_city_events,
        cast(sum(ward_values.denominator_count) over city as double) as city_children,
        cast(count(*) over city as double) as wards,
        cast(ward_values.denominator_count as double) as children,
        all_settings.shrinkage_continuity as half
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    where
        ward_values.is_score_period
        and ward_values.breakdown_topic = 'total'
        and ward_values.value_status = 'observed'
        and indicators.domain_code is not null
    window city as (
        partition by ward_values.local_authority_code, ward_values.indicator_code
    )
),

logits as (
    select
        *,
        {{ empirical_logit('events', 'children', 'half') }} as ward_logit,
        (children + 1) * (children + 2)
        / (children * (events + 1) * (children - events + 1)) as sampling_variance,
        {{ empirical_logit(
            'greatest(signed_city_events, 0)', 'city_children', 'half'
        ) }} as city_logit
    from scored_counts
),

spreads as (
    select
        *,
        sum(power(ward_logit - city_logit, 2)) over (
            partition by local_authority_code, indicator_code
        ) / greatest(wards - 1, 1) as between_variance
    from logits
),

trusts as (
    select
        *,
        between_variance / (between_variance + sampling_variance) as ward_trust
    from spreads
),

shrunk_logits as (
    select
        *,
        ward_trust * ward_logit + (1 - ward_trust) * city_logit as shrunk_logit,
        -- The same as 1 / (1 / sampling variance + 1 / variance between wards).
        ward_trust * sampling_variance as posterior_variance
    from trusts
),

shrunk_rates as (
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
        events / children as observed_rate,
        ward_trust,
        shrunk_logit,
        posterior_variance,
        round({{ share_of_log_odds('shrunk_logit') }}, 9) as shrunk_rate
    from shrunk_logits
)

select * from shrunk_rates
