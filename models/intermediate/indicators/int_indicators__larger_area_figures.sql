{{ config(materialized='ephemeral') }}

-- One row per figure of a locality or a council, with everything that is said with it:
-- limits, coverage, status in words, and the cautions that a ward's figure would carry.
{% set figures = [
    'indicator_code', 'period_code', 'breakdown_topic', 'breakdown_category',
    'numerator_count', 'denominator_count', 'value_status',
    'children_due_count', 'is_above_denominator', 'is_ward_return', 'is_score_period',
    'is_synthetic', 'wards_count', 'wards_missing_count', 'is_recut'
] %}

with

area_values as (
    select
        {%- for column in figures %}
        localities.{{ column }},
        {%- endfor %}
        localities.local_authority_code,
        'locality' as area_type,
        {{ locality_code(
            'localities.local_authority_code', 'localities.locality_name'
        ) }} as area_code,
        localities.locality_name as area_name,
        localities.status_reason as source_reason,
        'resident' as population_basis,
        localities.denominator_source,
        localities.denominator_edition,
        localities.is_at_boundary,
        localities.coverage_rate,
        case
            when not localities.has_coverage_source then 'not_applicable'
            when not localities.is_coverage_available then 'not_available'
            when localities.coverage_rate is null then 'missing'
            else 'observed'
        end as coverage_status
    from {{ ref('int_indicators__locality_values') }} as localities

    union all

    select
        {%- for column in figures %}
        council_values.{{ column }},
        {%- endfor %}
        council_values.local_authority_code,
        'local_authority' as area_type,
        council_values.local_authority_code as area_code,
        councils.local_authority_name as area_name,
        council_values.status_reason as source_reason,
        council_values.population_basis,
        null as denominator_source,
        null as denominator_edition,
        false as is_at_boundary,
        null as coverage_rate,
        null as coverage_status
    from {{ ref('int_indicators__local_authority_values') }} as council_values
    inner join {{ ref('ref_local_authorities') }} as councils
        on council_values.local_authority_code = councils.local_authority_code
),

figures as (
    select
        area_values.*,
        false as is_on_other_areas,
        cast(null as boolean) as is_denominator_rolled_on,
        indicators.counted_where,
        indicators.claim_level,
        case
            when area_values.value_status = 'not_available'
                then area_values.source_reason
            else statuses.status_label
        end as status_reason,
        uncertainty.counted_children,
        case when uncertainty.has_limits then area_values.numerator_count end
            as limited_numerator_count,
        errors.denominator_deviation,
        numbers.wilson_z_95,
        numbers.low_coverage_rate,
        numbers.small_denominator_count,
        case
            when area_values.value_status in ('observed', 'partial')
                then
                    cast(area_values.numerator_count as double)
                    / area_values.denominator_count
        end as indicator_value
    from area_values
    inner join {{ ref('policy_indicators') }} as indicators
        on area_values.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_value_statuses') }} as statuses
        on area_values.value_status = statuses.value_status
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on area_values.indicator_code = uncertainty.indicator_code
    left join {{ ref('int_indicators__larger_area_errors') }} as errors
        on
            {{ equal_keys('area_values', 'errors', [
                'area_type', 'area_code', 'indicator_code', 'period_code',
                'breakdown_topic', 'breakdown_category'
            ]) }}
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
),

figures_with_chance as (
    select
        *,
        {{ wilson_limit(
            'limited_numerator_count', 'denominator_count', 'wilson_z_95', 'lower'
        ) }} as lower_95_chance,
        {{ wilson_limit(
            'limited_numerator_count', 'denominator_count', 'wilson_z_95', 'upper'
        ) }} as upper_95_chance
    from figures
),

figures_with_cautions as (
    select
        figures.*,
        {{ rate_limit(
            'figures.indicator_value', 'figures.lower_95_chance', 'figures.wilson_z_95',
            'lower', 'figures.denominator_deviation', 'figures.counted_children'
        ) }} as lower_95_rate,
        {{ rate_limit(
            'figures.indicator_value', 'figures.upper_95_chance', 'figures.wilson_z_95',
            'upper', 'figures.denominator_deviation', 'figures.counted_children'
        ) }} as upper_95_rate,
        {{ caution_codes('area_figures') }} as caution_codes,
        {{ caution_text('area_figures') }} as caution
    from figures_with_chance as figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
)

select * from figures_with_cautions
