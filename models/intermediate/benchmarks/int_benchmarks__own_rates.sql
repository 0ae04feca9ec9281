{{ config(materialized='ephemeral') }}

-- One row per council, measure, period and group of children that policy compares: the
-- figure worked out here from what the council's providers sent, the way round that the
-- publishers show it.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

computed_counts as (
    select
        council_values.local_authority_code,
        measures.dataset_code,
        measures.measure_code,
        council_values.period_code,
        council_values.breakdown_topic,
        council_values.breakdown_category,
        case
            when measures.is_complement
                then council_values.denominator_count - council_values.numerator_count
            else council_values.numerator_count
        end as numerator_count,
        council_values.denominator_count,
        council_values.is_synthetic,
        settings.wilson_z_95
    from {{ ref('int_indicators__local_authority_values') }} as council_values
    inner join {{ ref('policy_compared_measures') }} as measures
        on
            council_values.indicator_code = measures.indicator_code
            and council_values.breakdown_topic = measures.breakdown_topic
    cross join settings
    where
        council_values.population_basis = 'provider'
        and council_values.value_status in ('observed', 'partial')
),

own_rates as (
    select
        local_authority_code,
        dataset_code,
        measure_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        numerator_count,
        denominator_count,
        round(cast(numerator_count as double) / denominator_count, 9) as rate,
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'lower'
        ) }} as lower_95_rate,
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'upper'
        ) }} as upper_95_rate,
        is_synthetic
    from computed_counts
)

select * from own_rates
