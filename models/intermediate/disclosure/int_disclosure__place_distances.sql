{{ config(materialized='ephemeral') }}

-- One row per origin and public setting or service that is near it: within the limit,
-- or among the nearest few of its type if not too far. In metres along a straight line.
with

places as (
    select
        place_kind,
        local_authority_code,
        place_code,
        place_name,
        place_type_code,
        place_type_label,
        latitude,
        longitude,
        period_code,
        is_synthetic
    from {{ ref('int_disclosure__public_places') }}
),

origins as (
    select * from {{ ref('int_disclosure__origins') }}
),

limits as (
    select
        *,
        public_farthest_metres as metres
    from {{ ref('int_policy__disclosure_settings') }}
),

latitudes as (
    select latitude from origins

    union all

    select latitude from places
),

{{ cell_sizes('limits', 'latitudes') }},

origins_in_cells as (
    select
        origins.*,
        {{ cell_columns('origins') }}
    from origins
    cross join cell_sizes
),

{{ cells_beside(
    'origins_in_cells', ['origin_kind', 'origin_code', 'latitude', 'longitude']
) }},

places_in_cells as (
    select
        places.*,
        {{ cell_columns('places') }}
    from places
    cross join cell_sizes
    where places.latitude is not null
),

distances as (
    select
        searched_cells.origin_kind,
        searched_cells.origin_code,
        places.place_kind,
        places.place_type_code,
        places.local_authority_code,
        places.place_code,
        limits.public_distance_maximum_metres,
        limits.public_nearest_minimum_count,
        limits.public_farthest_metres,
        round(
            {{ distance_metres(
                'searched_cells.latitude', 'searched_cells.longitude',
                'places.latitude', 'places.longitude', 'constants'
            ) }}, 3
        ) as distance_metres
    from searched_cells
    inner join places_in_cells as places
        on
            searched_cells.cell_row = places.cell_row
            and searched_cells.cell_column = places.cell_column
    cross join limits
    cross join {{ ref('int_policy__distance_settings') }} as constants
),

ordered_distances as (
    select
        *,
        row_number() over (
            partition by origin_kind, origin_code, place_kind, place_type_code
            order by distance_metres, local_authority_code, place_code
        ) as nearest_order
    from distances
    where distance_metres <= public_farthest_metres
),

place_distances as (
    select
        near.origin_kind,
        near.origin_code,
        origins.origin_name,
        near.nearest_order,
        near.distance_metres,
        places.*,
        origins.is_synthetic as is_origin_synthetic
    from ordered_distances as near
    inner join origins
        on
            near.origin_kind = origins.origin_kind
            and near.origin_code = origins.origin_code
    inner join places
        on
            near.place_kind = places.place_kind
            and near.local_authority_code = places.local_authority_code
            and near.place_code = places.place_code
    where
        near.distance_metres <= near.public_distance_maximum_metres
        or near.nearest_order <= near.public_nearest_minimum_count
)

select * from place_distances
