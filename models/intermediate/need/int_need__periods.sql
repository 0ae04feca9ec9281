with

periods_by_ward as (
    select distinct
        scores.ward_code,
        indicators.indicator_label,
        scores.indicator_code,
        scores.period_code
    from {{ ref('int_need__shrunk_rates') }} as scores
    inner join {{ ref('policy_indicators') }} as indicators
        on scores.indicator_code = indicators.indicator_code
),

period_lists as (
    select
        ward_code,
        {{ joined_text(
            "indicator_label || ': ' || period_code || '.'", 'indicator_code'
        ) }} as data_periods
    from periods_by_ward
    group by ward_code
)

select * from period_lists
