{{ config(materialized='ephemeral') }}

with

{{ checked_rows('asq3_children_due') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        {{ published_number('children_due_count') }} as children_due_count,
        value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
