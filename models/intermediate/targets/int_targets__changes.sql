{{ config(materialized='ephemeral') }}

-- One row per series: its yearly changes since the last break, how many, their mean and
-- their squares about it.
with

series as (
    select * from {{ ref('int_targets__series') }}
),

changes as (
    select
        series.local_authority_code,
        series.held_against,
        series.measure_code,
        series.breakdown_topic,
        series.breakdown_category,
        cast(count(*) as integer) as changes_count,
        avg(series.rate - earlier.rate) as mean_change_rate,
        count(*) * var_pop(series.rate - earlier.rate) as squared_changes
    from series
    inner join series as earlier
        on
            series.local_authority_code = earlier.local_authority_code
            and series.held_against = earlier.held_against
            and series.measure_code = earlier.measure_code
            and series.breakdown_topic = earlier.breakdown_topic
            and series.breakdown_category = earlier.breakdown_category
            and series.previous_period_code = earlier.period_code
    where earlier.is_comparable
    group by
        series.local_authority_code, series.held_against, series.measure_code,
        series.breakdown_topic, series.breakdown_category
)

select * from changes
