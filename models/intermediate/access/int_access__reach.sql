{{ config(materialized='view') }}

-- One row an LSOA, setting, age group and catchment within whose radius the setting
-- lies. Kept as a view: it would be the largest table of all.
with

reach as (
    select
        pairs.lsoa_2021_code,
        pairs.distance_metres,
        offers.local_authority_code,
        offers.setting_code,
        offers.age_group_code,
        catchments.catchment_code,
        offers.offers,
        offers.places_count,
        offers.is_synthetic
    from {{ ref('int_access__pairs') }} as pairs
    inner join {{ ref('int_access__offers') }} as offers
        on
            pairs.local_authority_code = offers.local_authority_code
            and pairs.point_code = offers.setting_code
    cross join {{ ref('policy_catchments') }} as catchments
    where
        pairs.point_kind = 'setting'
        and pairs.distance_metres <= catchments.radius_metres
)

select * from reach
