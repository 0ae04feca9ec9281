{{ config(materialized='ephemeral') }}

with

{{ checked_rows('deprivation_indices') }},

typed_rows as (
    select
        period_code,
        lsoa_2011_code,
        lsoa_2021_code,
        {{ whole_number('imd_rank') }} as imd_rank,
        {{ whole_number('imd_decile') }} as imd_decile,
        {{ whole_number('idaci_rank') }} as idaci_rank,
        {{ whole_number('idaci_decile') }} as idaci_decile,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
