-- One row per ward, indicator, period and breakdown that policy asks for, whether or
-- not anything was supplied: what is missing is a row that says so.
with

served_wards as (
    select
        wards.ward_code,
        wards.local_authority_code,
        wards.is_at_boundary
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on wards.local_authority_code = councils.local_authority_code
    where councils.is_served
),

spine as (
    select
        served_wards.local_authority_code,
        served_wards.ward_code,
        served_wards.is_at_boundary,
        indicator_periods.indicator_code,
        indicator_periods.period_code,
        breakdowns.breakdown_topic,
        breakdowns.breakdown_category,
        topics.is_shown_by_ward
    from served_wards
    inner join {{ ref('int_counted__indicator_periods') }} as indicator_periods
        on served_wards.local_authority_code = indicator_periods.local_authority_code
    inner join {{ ref('policy_indicator_breakdowns') }} as topics
        on indicator_periods.indicator_code = topics.indicator_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on topics.breakdown_topic = breakdowns.breakdown_topic
)

select * from spine
