{{ config(materialized='ephemeral') }}

-- One row per setting or service whose postcode is in no directory but whose
-- coordinates are known: the LSOA (2021) whose centre is nearest, up to the limit.
with

unplaced_addresses as (
    select addresses.*
    from {{ ref('int_settings__addresses') }} as addresses
    left join {{ ref('int_geography__postcodes') }} as postcodes
        on addresses.postcode_key = postcodes.postcode_key
    where
        postcodes.postcode_key is null
        and addresses.latitude is not null
),

lsoas as (
    select
        area_code as lsoa_2021_code,
        latitude,
        longitude
    from {{ ref('int_geography__small_areas') }}
    where area_role = 'small_area'
),

limits as (
    select
        *,
        nearest_lsoa_maximum_metres as metres
    from {{ ref('int_policy__distance_settings') }}
),

latitudes as (
    select latitude from unplaced_addresses

    union all

    select latitude from lsoas
),

{{ cell_sizes('limits', 'latitudes') }},

addresses_in_cells as (
    select
        unplaced_addresses.*,
        {{ cell_columns('unplaced_addresses') }}
    from unplaced_addresses
    cross join cell_sizes
),

{{ cells_beside(
    'addresses_in_cells',
    ['place_kind', 'local_authority_code', 'place_code', 'latitude', 'longitude']
) }},

lsoas_in_cells as (
    select
        lsoas.*,
        {{ cell_columns('lsoas') }}
    from lsoas
    cross join cell_sizes
),

distances as (
    select
        searched_cells.place_kind,
        searched_cells.local_authority_code,
        searched_cells.place_code,
        lsoas.lsoa_2021_code,
        limits.nearest_lsoa_maximum_metres,
        {{ distance_metres(
            'searched_cells.latitude', 'searched_cells.longitude',
            'lsoas.latitude', 'lsoas.longitude', 'limits'
        ) }} as distance_metres
    from searched_cells
    inner join lsoas_in_cells as lsoas
        on
            searched_cells.cell_row = lsoas.cell_row
            and searched_cells.cell_column = lsoas.cell_column
    cross join limits
),

nearest_lsoas as (
    select
        place_kind,
        local_authority_code,
        place_code,
        lsoa_2021_code,
        distance_metres
    from distances
    where distance_metres <= nearest_lsoa_maximum_metres
    qualify row_number() over (
        partition by place_kind, local_authority_code, place_code
        order by round(distance_metres, 3), lsoa_2021_code
    ) = 1
)

select * from nearest_lsoas
