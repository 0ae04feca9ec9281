-- One row per observed ward value with its limits, its rank among the council's wards
-- and how it stands to the council's residents as a whole. Limits of the value hold
-- chance and the error of a denominator that is estimated; limits of the comparison
-- (the funnel) also that wards differ by more than that.
{% set keys = [
    'local_authority_code', 'indicator_code', 'period_code', 'breakdown_topic',
    'breakdown_category'
] %}

with

ward_values as (
    select
        *,
        case when has_limits then numerator_count end as limited_numerator_count
    from {{ ref('int_indicators__ward_values') }}
),

values_with_chance as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        ward_values.breakdown_topic,
        ward_values.breakdown_category,
        ward_values.polarity,
        ward_values.indicator_value,
        ward_values.denominator_count,
        ward_values.is_above_denominator,
        ward_values.has_limits,
        ward_values.counted_children,
        ward_values.denominator_deviation,
        ward_values.wilson_z_95,
        ward_values.wilson_z_998,
        council_values.indicator_value as council_value,
        {{ wilson_limit(
            'ward_values.limited_numerator_count', 'ward_values.denominator_count',
            'ward_values.wilson_z_95', 'lower'
        ) }} as lower_95_chance,
        {{ wilson_limit(
            'ward_values.limited_numerator_count', 'ward_values.denominator_count',
            'ward_values.wilson_z_95', 'upper'
        ) }} as upper_95_chance,
        {{ wilson_limit(
            'ward_values.limited_numerator_count', 'ward_values.denominator_count',
            'ward_values.wilson_z_998', 'lower'
        ) }} as lower_998_chance,
        {{ wilson_limit(
            'ward_values.limited_numerator_count', 'ward_values.denominator_count',
            'ward_values.wilson_z_998', 'upper'
        ) }} as upper_998_chance
    from ward_values
    left join {{ ref('int_indicators__local_authority_values') }} as council_values
        on
            ward_values.local_authority_code = council_values.local_authority_code
            and ward_values.indicator_code = council_values.indicator_code
            and ward_values.period_code = council_values.period_code
            and ward_values.breakdown_topic = council_values.breakdown_topic
            and ward_values.breakdown_category = council_values.breakdown_category
            and council_values.population_basis = 'resident'
    where ward_values.value_status = 'observed'
),

values_with_limits as (
    select
        *,
        {{ rate_limit(
            'indicator_value', 'lower_95_chance', 'wilson_z_95', 'lower',
            'denominator_deviation', 'counted_children'
        ) }} as lower_95_rate,
        {{ rate_limit(
            'indicator_value', 'upper_95_chance', 'wilson_z_95', 'upper',
            'denominator_deviation', 'counted_children'
        ) }} as upper_95_rate,
        {{ rate_limit(
            'indicator_value', 'lower_998_chance', 'wilson_z_998', 'lower',
            'denominator_deviation', 'counted_children'
        ) }} as lower_998_rate,
        {{ rate_limit(
            'indicator_value', 'upper_998_chance', 'wilson_z_998', 'upper',
            'denominator_deviation', 'counted_children'
        ) }} as upper_998_rate
    from values_with_chance
),

compared_values as (
    select
        ward_values.*,
        ward_values.indicator_value as value,
        numbers.winsorised_rate
    from values_with_chance as ward_values
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
    where ward_values.has_limits and not ward_values.is_above_denominator
),

{{ funnel_limits('compared_values', keys) }},

rounded_limits as (
    select
        {{ keys | join(', ') }},
        ward_code,
        cast(round(phi, 6) as decimal(12, 6)) as phi,
        cast(round(tau2, 9) as decimal(12, 9)) as tau2,
        cast(round(funnel_lower_95, 6) as decimal(9, 6)) as funnel_lower_95,
        cast(round(funnel_upper_95, 6) as decimal(9, 6)) as funnel_upper_95,
        cast(round(funnel_lower_998, 6) as decimal(9, 6)) as funnel_lower_998,
        cast(round(funnel_upper_998, 6) as decimal(9, 6)) as funnel_upper_998
    from funnel_limits
),

values_with_funnel as (
    select
        figures.*,
        limits.phi,
        limits.tau2,
        limits.funnel_lower_95,
        limits.funnel_upper_95,
        limits.funnel_lower_998,
        limits.funnel_upper_998
    from values_with_limits as figures
    left join rounded_limits as limits
        on {{ equal_keys('figures', 'limits', keys + ['ward_code']) }}
),

positions as (
    select
        *,
        {{ funnel_position('round(indicator_value, 6)') }} as interval_position,
        cast(rank() over (
            partition by
                local_authority_code, indicator_code, period_code,
                breakdown_topic, breakdown_category
            order by
                case
                    when polarity = 'higher_is_better' then -indicator_value
                    else indicator_value
                end desc
        ) as integer) as need_rank,
        cast(count(*) over (
            partition by
                local_authority_code, indicator_code, period_code,
                breakdown_topic, breakdown_category
        ) as integer) as ranked_wards_count
    from values_with_funnel
),

comparisons as (
    select
        positions.*,
        labels.comparison_code,
        labels.comparison_label
    from positions
    left join {{ ref('ref_comparisons') }} as labels
        on
            positions.interval_position = labels.interval_position
            and positions.polarity = labels.polarity
)

select * from comparisons
