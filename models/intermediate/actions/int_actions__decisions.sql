{{ config(materialized='ephemeral') }}

-- One row per decision of the log, by its first entry, and whether an action followed.
with

followed_decisions as (
    select distinct
        local_authority_code,
        decision_reference
    from {{ ref('int_actions__logged_wards') }}
),

decisions as (
    select
        local_authority_code,
        decision_reference,
        min_by(decision_code, entered_date) as decision_code,
        min_by(decision_text, entered_date) as decision_text,
        min(decided_date) as decided_date,
        min(entered_date) as entered_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('stg_council__decisions') }}
    where reject_reason_code is null
    group by local_authority_code, decision_reference
),

with_actions as (
    select
        decisions.*,
        followed_decisions.decision_reference is not null as has_action
    from decisions
    left join followed_decisions
        on
            decisions.local_authority_code = followed_decisions.local_authority_code
            and decisions.decision_reference = followed_decisions.decision_reference
)

select * from with_actions
