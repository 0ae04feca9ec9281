-- One row per LSOA and each LSOA, setting or service within the largest catchment of
-- its centre, with the distance to the millimetre. The grid spares the distance from
-- everywhere to everywhere.
with

points as (
    select * from {{ ref('int_access__points') }}
),

steps as (
    select -1 as step
    union all
    select 0 as step
    union all
    select 1 as step
),

searched_cells as (
    select
        points.point_code,
        points.latitude,
        points.longitude,
        points.cell_row + rows_beside.step as cell_row,
        points.cell_column + columns_beside.step as cell_column
    from points
    cross join steps as rows_beside
    cross join steps as columns_beside
    where points.point_kind = 'lsoa'
),

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
