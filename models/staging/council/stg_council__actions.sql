{{ config(materialized='ephemeral') }}

with

{{ checked_rows('actions') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        action_reference,
        decision_reference,
        ward_code,
        ward_name,
        action_text,
        {{ plain_date('action_date') }} as action_date,
        indicator_code,
        {{ plain_date('result_from_date') }} as result_from_date,
        {{ plain_date('entered_date') }} as entered_date,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
