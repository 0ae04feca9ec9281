{{ config(materialized='ephemeral') }}

with

{{ checked_rows('early_education_ward_take_up') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        {{ whole_number('age_at_31_december') }} as age_at_31_december,
        entitlement_basis,
        {{ published_number('children_taking_up_count') }} as children_taking_up_count,
        {{ published_number('children_with_send_count') }} as children_with_send_count,
        value_status,
        children_with_send_count_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
