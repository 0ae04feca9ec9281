-- One row per LSOA centre, placed early years setting or hub, or placed service, with
-- the cell of a grid in which it lies. A cell is as high and, as far north as councils
-- lie, as wide as the largest catchment, so that what is within reach lies in the same
-- cell or one beside it.
with

points as (
    select
        'lsoa' as point_kind,
        local_authority_code,
        area_code as point_code,
        latitude,
        longitude
    from {{ ref('int_geography__small_areas') }}
    where area_role = 'small_area'

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

largest_catchments as (
    select max(radius_metres) as metres from {{ ref('policy_catchments') }}
),

{{ cell_sizes('largest_catchments', 'points') }},

points_in_cells as (
    select
        points.*,
        {{ cell_columns('points') }}
    from points
    cross join cell_sizes
)

select * from points_in_cells
