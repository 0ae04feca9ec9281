{{ config(materialized='ephemeral') }}

-- One row per edition group, area, measure, period and group of children that policy
-- compares: its rate, from counts where there are any, and Wilson's limits.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

compared_figures as (
    select
        figures.*,
        coalesce(edition_groups.edition_group, figures.edition) as edition_group,
        settings.wilson_z_95,
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
    cross join settings
    where figures.sex = 'total'
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
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'lower'
        ) }} as lower_95_rate,
        {{ wilson_limit(
            'numerator_count', 'denominator_count', 'wilson_z_95', 'upper'
        ) }} as upper_95_rate,
        is_synthetic
    from compared_figures
)

select * from area_rates
