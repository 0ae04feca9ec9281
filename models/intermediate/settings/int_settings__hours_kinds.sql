{{ config(materialized='ephemeral') }}

-- One row per setting or service whose hours are known and a kind of hours that the
-- policy names: whether it is open so in any row. A rule that is blank asks nothing.
with

hours_kinds as (
    select
        hours.place_kind,
        hours.local_authority_code,
        hours.place_code,
        kinds.hours_kind_code,
        bool_or(
            (kinds.opens_before is null or hours.opens_at < kinds.opens_before)
            and (kinds.closes_after is null or hours.closes_at > kinds.closes_after)
            and (kinds.is_weekend is null or kinds.is_weekend = weekdays.is_weekend)
            and (kinds.weeks is null or kinds.weeks = hours.weeks)
        ) as is_open_so
    from {{ ref('int_settings__hours') }} as hours
    inner join {{ ref('ref_weekdays') }} as weekdays
        on hours.weekday = weekdays.weekday
    cross join {{ ref('policy_hours_kinds') }} as kinds
    group by
        hours.place_kind,
        hours.local_authority_code,
        hours.place_code,
        kinds.hours_kind_code
)

select * from hours_kinds
