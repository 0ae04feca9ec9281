{{ config(materialized='ephemeral') }}

-- One row per edition group, area, measure, period and group of children that policy
-- compares: its rate, from counts where there are any, and its limits. A council's are
-- those that a figure worked out here has, with the error of a denominator that is
-- estimated; regions and countries, whose councils' errors cancel out, have Wilson's.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

compared_figures as (
    select
        figures.*,
        coalesce(edition_groups.edition_group, figures.edition) as edition_group,
        settings.wilson_z_95,
        errors.council_deviation as denominator_deviation,
        case
            when measures.is_complement and uncertainty.counted_children = 'numerator'
                then 'remainder'
            when measures.is_complement then 'numerator'
            else coalesce(uncertainty.counted_children, 'numerator')
        end as counted_children,
        case
            when figures.denominator_count > 0
                then
                    cast(figures.numerator_count as double)
                    / figures.denominator_count
            else cast(figures.published_value as double) / 100
        end as rate
    from {{ ref('int_benchmarks__published_figures') }} as figures
    inner join {{ ref('policy_compared_measures') }} as measures
        on
            figures.dataset_code = measures.dataset_code
            and figures.measure_code = measures.measure_code
            and figures.breakdown_topic = measures.breakdown_topic
    left join {{ ref('xwalk_edition_groups') }} as edition_groups
        on figures.edition = edition_groups.edition
    left join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on measures.indicator_code = uncertainty.indicator_code
    left join {{ ref('policy_denominator_errors') }} as errors
        on
            coalesce(uncertainty.denominator_kind, measures.denominator_kind)
            = errors.denominator_kind
            and errors.estimate_base = 'not_recorded'
            and figures.area_level = 'local_authority'
    cross join settings
    where figures.sex = 'total'
),

rates_with_chance as (
    select
        *,
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'lower'
        ) }} as lower_95_chance,
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'upper'
        ) }} as upper_95_chance
    from compared_figures
),

area_rates as (
    select
        edition_group,
        edition,
        dataset_code,
        area_code,
        measure_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        numerator_count,
        denominator_count,
        rate,
        {{ rate_limit(
            'rate', 'lower_95_chance', 'wilson_z_95', 'lower', 'denominator_deviation',
            'counted_children'
        ) }} as lower_95_rate,
        {{ rate_limit(
            'rate', 'upper_95_chance', 'wilson_z_95', 'upper', 'denominator_deviation',
            'counted_children'
        ) }} as upper_95_rate,
        is_synthetic
    from rates_with_chance
)

select * from area_rates
