-- One row per indicator and period that policy asks for, in the calendar of its kind.
with

indicators as (
    select * from {{ ref('policy_indicators') }}
),

periods as (
    select * from {{ ref('ref_periods') }}
),

indicator_periods as (
    select
        indicators.indicator_code,
        periods.period_code,
        coalesce(
            periods.period_code = indicators.score_period_code, false
        ) as is_score_period
    from indicators
    inner join periods as first_periods
        on indicators.first_period_code = first_periods.period_code
    inner join periods as last_periods
        on indicators.last_period_code = last_periods.period_code
    inner join periods
        on
            indicators.period_type = periods.period_type
            and periods.start_date between first_periods.start_date
            and last_periods.start_date
)

select * from indicator_periods
