{{ config(materialized='ephemeral') }}

-- One row per ward and target, with the rate of the newest period that wards have, in
-- the measure's direction. Of a measure the council's own target counts where it holds
-- one, else the country's; of several the next to come.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

targets as (
    select
        progress.local_authority_code,
        progress.target_code,
        progress.target_kind,
        progress.measure_code,
        progress.breakdown_topic,
        progress.breakdown_category,
        progress.target_rate,
        progress.gap_rate,
        progress.years_left,
        progress.progress_status,
        measures.indicator_code,
        measures.is_complement,
        row_number() over (
            partition by
                progress.local_authority_code, progress.measure_code,
                progress.breakdown_topic, progress.breakdown_category
            order by
                case when progress.target_kind = 'own' then 0 else 1 end,
                case when progress.years_left > 0 then 0 else 1 end,
                progress.years_left,
                progress.target_code
        ) as target_order
    from {{ ref('int_targets__progress') }} as progress
    inner join {{ ref('policy_compared_measures') }} as measures
        on
            progress.measure_code = measures.measure_code
            and progress.breakdown_topic = measures.breakdown_topic
    where
        progress.held_against = 'own'
        and progress.target_rate is not null
        and measures.indicator_code is not null
),

latest_periods as (
    select
        local_authority_code,
        indicator_code,
        max(period_start_date) as period_start_date
    from {{ ref('int_indicators__ward_figures') }}
    where breakdown_topic = 'total' and indicator_value is not null
    group by local_authority_code, indicator_code
),

ward_rates as (
    select
        targets.local_authority_code,
        targets.target_code,
        targets.target_kind,
        targets.target_rate,
        targets.measure_code,
        targets.breakdown_topic,
        targets.breakdown_category,
        targets.gap_rate / nullif(greatest(targets.years_left, 0), 0) as path_rate,
        targets.progress_status,
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        figures.denominator_count,
        figures.value_status,
        figures.is_synthetic,
        figures.denominator_count < settings.small_denominator_count
            as is_small,
        case
            when targets.is_complement then 1 - figures.indicator_value
            else figures.indicator_value
        end as rate,
        case
            when targets.is_complement
                then figures.denominator_count - figures.numerator_count
            else figures.numerator_count
        end as level_count,
        settings.wilson_z_95,
        -- A year's rate beside another year's: twice the variance of one.
        sqrt(2.0) * (figures.upper_95_rate - figures.lower_95_rate)
        / (2 * settings.wilson_z_95) as change_deviation,
        case when targets.is_complement then -1 else 1 end * changes.change_rate
            as change_rate,
        (changes.change_upper_95_rate - changes.change_lower_95_rate)
        / (2 * settings.wilson_z_95) as known_change_deviation
    from targets
    cross join settings
    inner join latest_periods
        on
            targets.local_authority_code = latest_periods.local_authority_code
            and targets.indicator_code = latest_periods.indicator_code
    inner join {{ ref('int_indicators__ward_figures') }} as figures
        on
            targets.local_authority_code = figures.local_authority_code
            and targets.indicator_code = figures.indicator_code
            and targets.breakdown_topic = figures.breakdown_topic
            and targets.breakdown_category = figures.breakdown_category
            and latest_periods.period_start_date = figures.period_start_date
    left join {{ ref('int_benchmarks__trend_changes') }} as changes
        on
            figures.local_authority_code = changes.local_authority_code
            and changes.area_level = 'ward'
            and figures.ward_code = changes.area_key
            and figures.indicator_code = changes.series_code
            and figures.period_code = changes.period_code
            and figures.breakdown_topic = changes.breakdown_topic
            and figures.breakdown_category = changes.breakdown_category
            and changes.change_status = 'observed'
    where targets.target_order = 1
)

select * from ward_rates
