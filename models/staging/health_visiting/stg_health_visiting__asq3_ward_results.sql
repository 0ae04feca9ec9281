{{ config(materialized='ephemeral') }}

with

{{ checked_rows('asq3_ward_results') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        {{ published_number('children_assessed_count') }} as children_assessed_count,
        {{ published_number('children_below_count') }} as children_below_count,
        value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
