{{ config(materialized='ephemeral') }}

with

{{ checked_rows('decisions') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        decision_reference,
        decision_code,
        decision_text,
        decided_by,
        {{ plain_date('decided_date') }} as decided_date,
        {{ plain_date('entered_date') }} as entered_date,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
