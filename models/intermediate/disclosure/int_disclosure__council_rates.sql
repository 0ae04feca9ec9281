{{ config(materialized='ephemeral') }}

-- One row per council, indicator and period: the rate of its residents by the same
-- rules as its wards (rounded counts, few children hidden, enough of them, the cap),
-- for a public ward figure to be compared with. A council of one ward is that ward.
with

settings as (
    select * from {{ ref('int_policy__disclosure_settings') }}
),

shown_counts as (
    select
        council_values.local_authority_code,
        council_values.indicator_code,
        council_values.period_code,
        indicators.polarity,
        settings.public_minimum_denominator_count,
        settings.public_adverse_cap_rate,
        {{ rounded_count(
            'council_values.numerator_count', 'settings.rounding_base_count'
        ) }} as numerator_count,
        {{ rounded_count(
            'council_values.denominator_count', 'settings.rounding_base_count'
        ) }} as denominator_count
    from {{ ref('int_indicators__local_authority_values') }} as council_values
    inner join {{ ref('policy_indicators') }} as indicators
        on council_values.indicator_code = indicators.indicator_code
    cross join settings
    where
        council_values.breakdown_topic = 'total'
        and council_values.population_basis = 'resident'
        and council_values.value_status in ('observed', 'partial')
        and not {{ is_small_pair(
            'council_values.numerator_count',
            'council_values.denominator_count',
            'settings.suppress_up_to_count'
        ) }}
),

rates as (
    select
        *,
        cast(numerator_count as double) / denominator_count as council_rate
    from shown_counts
    where denominator_count >= public_minimum_denominator_count
),

capped_rates as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        case
            when polarity = 'higher_is_better'
                then greatest(council_rate, 1 - public_adverse_cap_rate)
            else least(council_rate, public_adverse_cap_rate)
        end as council_rate
    from rates
)

select * from capped_rates
