{{ config(materialized='ephemeral') }}

-- One row per MSOA and ward: the share of the MSOA's residents who live in the ward, by
-- LSOA. A ward figure out of a table that is published by MSOA alone is an estimate.
with

lsoa_residents as (
    select
        lsoas.larger_area_code as msoa_2021_code,
        residents.ward_code,
        residents.local_authority_code,
        residents.counted_value as people_count
    from {{ ref('int_linked__census_rows') }} as residents
    inner join {{ ref('int_geography__small_areas') }} as lsoas
        on
            residents.area_code = lsoas.area_code
            and lsoas.area_role = 'small_area'
    inner join {{ ref('ref_context_categories') }} as categories
        on
            residents.topic_code = categories.topic_code
            and residents.category_code = categories.category_code
    where
        residents.topic_code = 'ethnic_group'
        and categories.is_total
        and residents.residence_status = 'in_ward'
        and lsoas.larger_area_code is not null
),

ward_parts as (
    select
        msoa_2021_code,
        ward_code,
        local_authority_code,
        cast(sum(people_count) as bigint) as people_count
    from lsoa_residents
    group by msoa_2021_code, ward_code, local_authority_code
),

shares as (
    select
        msoa_2021_code,
        ward_code,
        local_authority_code,
        cast(people_count as double)
        / sum(people_count) over (partition by msoa_2021_code) as resident_share
    from ward_parts
    where people_count > 0
)

select * from shares
