-- Second step of the floating catchment: one row an LSOA, age group and catchment with
-- what lies within reach, and the sum of the places for each child.
with

lsoa_reach as (
    select
        reach.lsoa_2021_code,
        reach.age_group_code,
        reach.catchment_code,
        count(*) filter (where reach.offers = 'yes') as settings_count,
        count(*) filter (where reach.offers != 'yes') as settings_not_told_count,
        count(reach.places_count) as settings_with_places_count,
        cast(coalesce(sum(reach.places_count), 0) as bigint) as places_count,
        round(coalesce(sum(supply.places_per_child), 0), 12) as places_per_child,
        bool_or(reach.is_synthetic) as is_synthetic
    from {{ ref('int_access__reach') }} as reach
    left join {{ ref('int_access__supply') }} as supply
        on
            reach.local_authority_code = supply.local_authority_code
            and reach.setting_code = supply.setting_code
            and reach.age_group_code = supply.age_group_code
            and reach.catchment_code = supply.catchment_code
    group by reach.lsoa_2021_code, reach.age_group_code, reach.catchment_code
)

select * from lsoa_reach
