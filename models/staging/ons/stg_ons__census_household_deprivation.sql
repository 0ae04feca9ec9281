{{ config(materialized='ephemeral') }}

with

{{ checked_rows('census_household_deprivation') }},

typed_rows as (
    select
        period_code,
        lsoa_2021_code,
        category_code,
        {{ published_number('households_count') }} as households_count,
        value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
