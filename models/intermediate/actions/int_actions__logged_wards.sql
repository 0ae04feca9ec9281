{{ config(materialized=inlined()) }}

-- One row per action, indicator and ward of the log, by its first entry. A row counts
-- as entered no earlier than the day on which its list was received: a list that is
-- replaced afterwards may say something else than it did.
with

logged_wards as (
    select
        entries.local_authority_code,
        entries.action_reference,
        entries.indicator_code,
        entries.ward_code,
        entries.decision_reference,
        entries.action_text,
        entries.action_date,
        -- greatest() takes no null, where a day is blank or nothing was landed.
        greatest(entries.result_from_date, entries.action_date) as result_from_date,
        greatest(entries.entered_date, releases.received_date) as entered_date,
        entries.is_synthetic,
        row_number() over (
            partition by
                entries.local_authority_code, entries.action_reference,
                entries.indicator_code, entries.ward_code
            order by
                greatest(entries.entered_date, releases.received_date),
                entries.period_code, entries.row_key
        ) as entry_order
    from {{ ref('int_linked__actions') }} as entries
    left join {{ ref('stg_landing__releases') }} as releases
        on
            releases.dataset_code = 'actions'
            and entries.local_authority_code = releases.local_authority_code
            and entries.period_code = releases.period_code
    where entries.residence_status = 'in_ward'
)

select * from logged_wards
where entry_order = 1
