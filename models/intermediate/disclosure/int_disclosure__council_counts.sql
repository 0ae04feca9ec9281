-- One row a council, indicator and period: its residents' counts, rounded like those of
-- its wards, for a public ward figure to be compared with.
with

settings as (
    select rounding_base_count from {{ ref('int_indicators__settings') }}
),

council_values as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        numerator_count,
        denominator_count
    from {{ ref('int_indicators__local_authority_values') }}
    where
        breakdown_topic = 'total'
        and population_basis = 'resident'
        and value_status = 'observed'
),

council_counts as (
    select
        council_values.local_authority_code,
        council_values.indicator_code,
        council_values.period_code,
        {{ rounded_count(
            'council_values.numerator_count', 'settings.rounding_base_count'
        ) }} as council_numerator_count,
        {{ rounded_count(
            'council_values.denominator_count', 'settings.rounding_base_count'
        ) }}
            as council_denominator_count
    from council_values
    cross join settings
)

select * from council_counts
