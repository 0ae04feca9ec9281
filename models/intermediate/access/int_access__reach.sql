{{ config(materialized='view') }}

-- One row per LSOA, setting and catchment within whose radius the setting lies. Ages
-- join it later: with them it would be the largest table of all.
with

reach as (
    select
        pairs.lsoa_2021_code,
        pairs.local_authority_code,
        pairs.point_code as setting_code,
        catchments.catchment_code
    from {{ ref('int_access__pairs') }} as pairs
    cross join {{ ref('policy_catchments') }} as catchments
    where
        pairs.point_kind = 'setting'
        and pairs.distance_metres <= catchments.radius_metres
)

select * from reach
