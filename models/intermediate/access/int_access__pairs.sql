-- One row per LSOA and each LSOA, setting or service within the largest catchment of
-- its centre, with the distance to the millimetre. The grid spares the distance from
-- everywhere to everywhere.
with

points as (
    select * from {{ ref('int_access__points') }}
),

lsoas as (
    select * from points
    where point_kind = 'lsoa'
),

{{ cells_beside('lsoas', ['point_code', 'latitude', 'longitude']) }},

neighbours_in_cells as (
    select
        searched_cells.point_code as lsoa_2021_code,
        reached.point_kind,
        reached.local_authority_code,
        reached.point_code,
        round({{ distance_metres(
            'searched_cells.latitude', 'searched_cells.longitude',
            'reached.latitude', 'reached.longitude', 'constants'
        ) }}, 3) as distance_metres
    from searched_cells
    inner join points as reached
        on
            searched_cells.cell_row = reached.cell_row
            and searched_cells.cell_column = reached.cell_column
    cross join {{ ref('int_policy__distance_settings') }} as constants
),

largest_catchments as (
    select max(radius_metres) as radius_metres from {{ ref('policy_catchments') }}
),

pairs as (
    select neighbours_in_cells.*
    from neighbours_in_cells
    inner join largest_catchments
        on neighbours_in_cells.distance_metres <= largest_catchments.radius_metres
)

select * from pairs
