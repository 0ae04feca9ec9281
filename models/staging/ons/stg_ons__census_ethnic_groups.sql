{{ config(materialized='ephemeral') }}

with

{{ checked_rows('census_ethnic_groups') }},

typed_rows as (
    select
        period_code,
        lsoa_2021_code,
        category_code,
        {{ published_number('people_count') }} as people_count,
        value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
