{{ config(materialized='ephemeral') }}

-- One row per ward, age group and catchment: the settings within reach of any LSOA of
-- the ward, each counted once.
with

nearest_lsoas as (
    select
        areas.ward_code,
        pairs.local_authority_code,
        pairs.point_code as setting_code,
        min(pairs.distance_metres) as distance_metres
    from {{ ref('int_access__pairs') }} as pairs
    inner join {{ ref('int_geography__areas') }} as areas
        on
            pairs.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    where areas.ward_code is not null and pairs.point_kind = 'setting'
    group by areas.ward_code, pairs.local_authority_code, pairs.point_code
),

ward_reach as (
    select
        nearest_lsoas.ward_code,
        offers.age_group_code,
        catchments.catchment_code,
        count(*) filter (where offers.offers = 'yes') as settings_count,
        count(*) filter (where offers.offers != 'yes') as settings_not_told_count,
        count(offers.places_count) as settings_with_places_count,
        cast(coalesce(sum(offers.places_count), 0) as bigint) as places_count
    from nearest_lsoas
    inner join {{ ref('int_access__offers') }} as offers
        on
            nearest_lsoas.local_authority_code = offers.local_authority_code
            and nearest_lsoas.setting_code = offers.setting_code
    cross join {{ ref('policy_catchments') }} as catchments
    where nearest_lsoas.distance_metres <= catchments.radius_metres
    group by
        nearest_lsoas.ward_code,
        offers.age_group_code,
        catchments.catchment_code
)

select * from ward_reach
