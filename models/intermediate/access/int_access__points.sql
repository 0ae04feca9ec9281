-- One row per LSOA centre, placed early years setting or hub, or placed service, with
-- the cell of a grid in which it lies. A cell is as high and, where it is narrowest, as
-- wide as the largest catchment, so that what is within reach lies in the same cell or
-- one beside it.
with

points as (
    select
        'lsoa' as point_kind,
        local_authority_code,
        lsoa_2021_code as point_code,
        latitude,
        longitude
    from {{ ref('ref_lsoa_2021') }}

    union all

    select
        'setting' as point_kind,
        known.local_authority_code,
        known.setting_code as point_code,
        known.place_latitude as latitude,
        known.place_longitude as longitude
    from {{ ref('int_settings__settings') }} as known
    inner join {{ ref('policy_setting_types') }} as kinds
        on known.setting_type_code = kinds.setting_type_code
    where
        (known.is_early_years_place or (kinds.is_hub and known.is_open))
        and known.place_latitude is not null

    union all

    select
        'service' as point_kind,
        local_authority_code,
        service_code as point_code,
        latitude,
        longitude
    from {{ ref('int_settings__services') }}
    where latitude is not null
),

-- In radians of the ellipsoid's sharpest curve, which are the most.
largest_catchments as (
    select
        max(catchments.radius_metres)
        / max(
            constants.earth_equatorial_radius_metres
            * power(1 - 1 / constants.earth_inverse_flattening, 2)
        ) as radians
    from {{ ref('policy_catchments') }} as catchments
    cross join {{ ref('int_policy__distance_settings') }} as constants
),

farthest_latitudes as (
    select max(abs(latitude)) as latitude from points
),

cell_sizes as (
    select
        degrees(largest_catchments.radians) as latitude_degrees,
        degrees(asin(
            sin(largest_catchments.radians) / cos(radians(farthest_latitudes.latitude))
        )) as longitude_degrees
    from largest_catchments
    cross join farthest_latitudes
),

points_in_cells as (
    select
        points.*,
        cast(floor(points.latitude / cell_sizes.latitude_degrees) as bigint)
            as cell_row,
        cast(floor(points.longitude / cell_sizes.longitude_degrees) as bigint)
            as cell_column
    from points
    cross join cell_sizes
)

select * from points_in_cells
