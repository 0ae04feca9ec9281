-- One row per served council and list about provision that is held: its latest month
-- and whether it may be counted. 'settings' is whatever tells of settings, the register
-- and the council's list: of the older of their months, since a part of it is as old.
-- Where the gate stops either, what is left is no whole.
with

judged_lists as (
    select
        latest.local_authority_code,
        latest.dataset_code,
        latest.period_code,
        latest.period_end_date,
        gate.is_passed
    from {{ ref('int_settings__latest_lists') }} as latest
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            latest.local_authority_code = councils.local_authority_code
            and councils.is_served
    inner join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            latest.dataset_code = gate.dataset_code
            and latest.local_authority_code = gate.local_authority_code
            and latest.period_code = gate.period_code
),

held_lists as (
    select
        local_authority_code,
        dataset_code as list_code,
        period_code,
        period_end_date,
        is_passed
    from judged_lists

    union all

    select
        local_authority_code,
        'settings' as list_code,
        min_by(period_code, period_end_date) as period_code,
        min(period_end_date) as period_end_date,
        bool_and(is_passed) as is_passed
    from judged_lists
    where dataset_code in ('settings_register', 'council_settings')
    group by local_authority_code
)

select * from held_lists
