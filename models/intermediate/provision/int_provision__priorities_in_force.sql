{{ config(materialized='ephemeral') }}

-- One row per service and ward that stands on the service's list and is in force when
-- the last of the periods behind the need score ends. A service is read by its latest
-- list of a quarter that had begun by then.
with

score_dates as (
    select
        shown_periods.local_authority_code,
        max(shown_periods.period_end_date) as as_of_date
    from {{ ref('int_indicators__shown_periods') }} as shown_periods
    inner join {{ ref('policy_indicators') }} as indicators
        on shown_periods.indicator_code = indicators.indicator_code
    where indicators.domain_code is not null
    group by shown_periods.local_authority_code
),

listed_wards as (
    select
        priorities.local_authority_code,
        priorities.service_code,
        priorities.service_name,
        priorities.ward_code,
        priorities.period_code as list_period_code,
        priorities.priority_from_date,
        priorities.priority_to_date,
        priorities.basis,
        priorities.is_synthetic,
        score_dates.as_of_date,
        rank() over (
            partition by priorities.local_authority_code, priorities.service_code
            order by periods.start_date desc
        ) as list_age
    from {{ ref('int_linked__service_priorities') }} as priorities
    inner join {{ ref('ref_periods') }} as periods
        on priorities.period_code = periods.period_code
    inner join score_dates
        on priorities.local_authority_code = score_dates.local_authority_code
    where
        priorities.residence_status = 'in_ward'
        and periods.start_date <= score_dates.as_of_date
),

priorities_in_force as (
    select
        *,
        priority_from_date <= as_of_date
        and coalesce(priority_to_date, as_of_date) >= as_of_date as is_in_force
    from listed_wards
    where list_age = 1
)

select * from priorities_in_force
