{{ config(materialized='ephemeral') }}

with

{{ checked_rows('population_estimates') }},

typed_rows as (
    select
        period_code,
        lsoa_2011_code,
        lsoa_2021_code,
        {{ whole_number('age') }} as age,
        {{ published_number('people_count') }} as people_count,
        value_status,
        denominator_source,
        denominator_edition,
        estimate_base,
        coalesce(estimate_method, 'published') as estimate_method,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
