{{ config(materialized='ephemeral') }}

-- One row per LSOA (2021): its residents in the census, by the total of ethnic groups.
with

census_residents as (
    select
        residents.area_code as lsoa_2021_code,
        max(residents.counted_value) as residents_count
    from {{ ref('int_linked__census_rows') }} as residents
    inner join {{ ref('ref_context_categories') }} as categories
        on
            residents.topic_code = categories.topic_code
            and residents.category_code = categories.category_code
    where
        residents.topic_code = 'ethnic_group'
        and categories.is_total
        and residents.reject_reason_code is null
    group by residents.area_code
)

select * from census_residents
