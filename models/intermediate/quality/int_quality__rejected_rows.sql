{{ config(materialized='ephemeral') }}

-- One row per landed row that could not be read: kept here with its reason.
with

rejected_rows as (
    select
        linked_rows.dataset_code,
        linked_rows.local_authority_code,
        linked_rows.period_code,
        linked_rows.row_key,
        linked_rows.reject_column_name as column_name,
        linked_rows.reject_value as rejected_value,
        linked_rows.reject_reason_code as reason_code,
        reasons.reason_text,
        linked_rows.reject_problem_count as problem_count,
        linked_rows.is_synthetic
    from {{ ref('int_linked__rows') }} as linked_rows
    left join {{ ref('ref_reject_reasons') }} as reasons
        on linked_rows.reject_reason_code = reasons.reason_code
    where linked_rows.residence_status = 'rejected'
)

select * from rejected_rows
