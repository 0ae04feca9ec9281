{{ config(materialized='ephemeral') }}

-- One row per series, group of children and period that begins after a break: nothing
-- of it may be compared with the period before.
with

breaks as (
    select
        series_breaks.series_code,
        series_breaks.breakdown_topic,
        periods.period_type,
        periods.start_date as break_date,
        series_breaks.break_reason
    from {{ ref('ref_series_breaks') }} as series_breaks
    inner join {{ ref('ref_periods') }} as periods
        on series_breaks.first_period_code = periods.period_code
),

followed_series as (
    select distinct
        series_code,
        breakdown_topic,
        period_code
    from {{ ref('int_benchmarks__trend_figures') }}
),

broken_series as (
    select
        followed_series.series_code,
        followed_series.breakdown_topic,
        followed_series.period_code,
        {{ joined_text('breaks.break_reason', 'breaks.break_date') }} as break_reason
    from followed_series
    inner join {{ ref('int_benchmarks__previous_periods') }} as periods
        on followed_series.period_code = periods.period_code
    inner join breaks
        on
            followed_series.series_code = breaks.series_code
            and periods.period_type = breaks.period_type
    where
        coalesce(breaks.breakdown_topic, followed_series.breakdown_topic)
        = followed_series.breakdown_topic
        and breaks.break_date > periods.previous_start_date
        and breaks.break_date <= periods.start_date
    group by
        followed_series.series_code,
        followed_series.breakdown_topic,
        followed_series.period_code
)

select * from broken_series
