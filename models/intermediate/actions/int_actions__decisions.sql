{{ config(materialized='ephemeral') }}

-- One row per decision of the log, by its first entry.
with

decisions as (
    select
        local_authority_code,
        decision_reference,
        min_by(decision_code, entered_date) as decision_code,
        min_by(decision_text, entered_date) as decision_text,
        min(decided_date) as decided_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('stg_council__decisions') }}
    where reject_reason_code is null
    group by local_authority_code, decision_reference
)

select * from decisions
