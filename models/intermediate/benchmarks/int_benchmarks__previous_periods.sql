-- One row per period of a kind that policy follows over time, with the first day of the
-- period that it is compared with and, where there is such a period, its code.
with

stepped_periods as (
    select
        periods.period_code,
        periods.period_type,
        periods.start_date,
        cast(
            periods.start_date - steps.step_months * interval '1' month as date
        ) as previous_start_date
    from {{ ref('ref_periods') }} as periods
    inner join {{ ref('policy_trend_steps') }} as steps
        on periods.period_type = steps.period_type
),

previous_periods as (
    select
        stepped_periods.*,
        earlier.period_code as previous_period_code
    from stepped_periods
    left join {{ ref('ref_periods') }} as earlier
        on
            stepped_periods.period_type = earlier.period_type
            and stepped_periods.previous_start_date = earlier.start_date
)

select * from previous_periods
