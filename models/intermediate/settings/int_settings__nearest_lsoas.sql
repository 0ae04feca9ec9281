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

distances as (
    select
        unplaced_addresses.place_kind,
        unplaced_addresses.local_authority_code,
        unplaced_addresses.place_code,
        lsoas.lsoa_2021_code,
        limits.nearest_lsoa_maximum_metres,
        {{ distance_metres(
            'unplaced_addresses.latitude', 'unplaced_addresses.longitude',
            'lsoas.latitude', 'lsoas.longitude', 'limits'
        ) }} as distance_metres
    from unplaced_addresses
    cross join {{ ref('ref_lsoa_2021') }} as lsoas
    cross join {{ ref('int_policy__distance_settings') }} as limits
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
