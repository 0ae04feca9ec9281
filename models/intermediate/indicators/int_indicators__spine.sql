-- One row per ward, indicator, period and breakdown that policy asks for, whether or
-- not anything was supplied: what is missing is a row that says so. A period that began
-- before today's boundaries of the ward, or of the council, is re-cut.
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
        topics.is_shown_by_ward,
        coalesce(periods.start_date < recut_wards.recut_date, false) as is_recut,
        coalesce(periods.start_date < recut_councils.recut_date, false)
            as is_council_recut
    from served_wards
    inner join {{ ref('int_counted__indicator_periods') }} as indicator_periods
        on served_wards.local_authority_code = indicator_periods.local_authority_code
    inner join {{ ref('ref_periods') }} as periods
        on indicator_periods.period_code = periods.period_code
    left join {{ ref('int_geography__recut_areas') }} as recut_wards
        on served_wards.ward_code = recut_wards.area_code
    left join {{ ref('int_geography__recut_areas') }} as recut_councils
        on served_wards.local_authority_code = recut_councils.area_code
    inner join {{ ref('policy_indicator_breakdowns') }} as topics
        on indicator_periods.indicator_code = topics.indicator_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on topics.breakdown_topic = breakdowns.breakdown_topic
)

select * from spine
