{{ config(materialized='ephemeral') }}

-- The score period of the old and of the new method, and which side has no figures of
-- its own there: an old publication may not hold the new period yet, and a new one may
-- no longer hold the old. An indicator that one of them does not score has the other's
-- period.
with

score_periods as (
    select
        local_authority_code,
        indicator_code,
        max(case when is_new_method then score_period_code end) as new_period_code,
        max(case when not is_new_method then score_period_code end) as old_period_code
    from {{ ref('int_need__rank_change_method_versions') }}
    group by local_authority_code, indicator_code
),

choices as (
    select
        local_authority_code,
        indicator_code,
        0 as is_new_period,
        coalesce(old_period_code, new_period_code) as period_code,
        false as is_new_taken_for_old,
        coalesce(old_period_code != new_period_code, false) as is_old_taken_for_new
    from score_periods

    union all

    select
        local_authority_code,
        indicator_code,
        1 as is_new_period,
        coalesce(new_period_code, old_period_code) as period_code,
        coalesce(old_period_code != new_period_code, false) as is_new_taken_for_old,
        false as is_old_taken_for_new
    from score_periods
)

select * from choices
