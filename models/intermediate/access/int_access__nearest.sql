{{ config(materialized='ephemeral') }}

-- One row per LSOA of a served council and age group with the metres to the nearest
-- setting that is known to have places for the age. Few LSOAs have none within the
-- largest catchment: for these alone every setting is measured.
with

offers as (
    select * from {{ ref('int_access__offers') }}
    where offers = 'yes' and latitude is not null
),

nearest_in_reach as (
    select
        pairs.lsoa_2021_code,
        offers.age_group_code,
        min(pairs.distance_metres) as nearest_metres
    from {{ ref('int_access__pairs') }} as pairs
    inner join offers
        on
            pairs.local_authority_code = offers.local_authority_code
            and pairs.point_code = offers.setting_code
    where pairs.point_kind = 'setting'
    group by pairs.lsoa_2021_code, offers.age_group_code
),

lsoas_without as (
    select
        lsoas.area_code as lsoa_2021_code,
        lsoas.latitude,
        lsoas.longitude,
        ages.age_group_code
    from {{ ref('int_geography__small_areas') }} as lsoas
    inner join {{ ref('ref_wards') }} as wards on lsoas.ward_code = wards.ward_code
    cross join {{ ref('policy_provision_ages') }} as ages
    left join nearest_in_reach
        on
            lsoas.area_code = nearest_in_reach.lsoa_2021_code
            and ages.age_group_code = nearest_in_reach.age_group_code
    where
        lsoas.area_role = 'small_area'
        and nearest_in_reach.lsoa_2021_code is null
),

nearest_beyond as (
    select
        lsoas_without.lsoa_2021_code,
        lsoas_without.age_group_code,
        round(min({{ distance_metres(
            'lsoas_without.latitude', 'lsoas_without.longitude',
            'offers.latitude', 'offers.longitude', 'constants'
        ) }}), 3) as nearest_metres
    from lsoas_without
    inner join offers on lsoas_without.age_group_code = offers.age_group_code
    cross join {{ ref('int_policy__distance_settings') }} as constants
    group by lsoas_without.lsoa_2021_code, lsoas_without.age_group_code
),

nearest as (
    select * from nearest_in_reach

    union all

    select * from nearest_beyond
)

select * from nearest
