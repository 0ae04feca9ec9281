{{ config(materialized='ephemeral') }}

-- One row per ward and age: how many settings within the catchment of any of the ward's
-- LSOAs told their free places for the age, and what they told. Within reach of several
-- LSOAs a setting still counts once.
with

settings_within_reach as (
    select distinct
        areas.ward_code,
        ages.funded_age,
        reach.local_authority_code,
        reach.setting_code
    from {{ ref('int_access__reach') }} as reach
    inner join {{ ref('policy_funded_ages') }} as ages
        on reach.catchment_code = ages.outreach_catchment_code
    inner join {{ ref('int_geography__areas') }} as areas
        on
            reach.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    where areas.ward_code is not null
),

reachable_room as (
    select
        within_reach.ward_code,
        within_reach.funded_age,
        count(*) as settings_free_told_count,
        count(*) filter (where funded.free_places_count > 0)
            as settings_with_room_count,
        cast(sum(funded.free_places_count) as bigint) as free_places_count
    from settings_within_reach as within_reach
    inner join {{ ref('int_settings__funded_ages') }} as funded
        on
            within_reach.local_authority_code = funded.local_authority_code
            and within_reach.setting_code = funded.setting_code
            and within_reach.funded_age = funded.funded_age
    where funded.offers_funded = 'yes' and funded.free_places_count is not null
    group by within_reach.ward_code, within_reach.funded_age
)

select * from reachable_room
