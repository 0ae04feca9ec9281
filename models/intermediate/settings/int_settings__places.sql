-- One row per setting or service of the latest lists: the LSOA (2021), ward and point
-- where it is, and how that was found or why not. The council's own coordinates are
-- nearer than those of a postcode; the postcode says in which area it lies.
with

found_places as (
    select
        addresses.place_kind,
        addresses.local_authority_code,
        addresses.place_code,
        coalesce(postcodes.lsoa_2021_code, nearest.lsoa_2021_code) as lsoa_2021_code,
        coalesce(addresses.latitude, postcodes.latitude) as latitude,
        coalesce(addresses.longitude, postcodes.longitude) as longitude,
        postcodes.postcode,
        case
            when addresses.withheld_status is not null then addresses.withheld_status
            when postcodes.lsoa_2021_code is not null then 'placed_by_postcode'
            when nearest.lsoa_2021_code is not null then 'placed_by_coordinates'
            when addresses.latitude is not null then 'outside_known_areas'
            when addresses.postcode_key is not null then 'postcode_unknown'
            else 'no_address'
        end as place_status
    from {{ ref('int_settings__addresses') }} as addresses
    left join {{ ref('int_geography__postcodes') }} as postcodes
        on addresses.postcode_key = postcodes.postcode_key
    left join {{ ref('int_settings__nearest_lsoas') }} as nearest
        on
            addresses.place_kind = nearest.place_kind
            and addresses.local_authority_code = nearest.local_authority_code
            and addresses.place_code = nearest.place_code
),

places as (
    select
        found_places.*,
        statuses.is_placed,
        areas.ward_code,
        areas.local_authority_code as area_local_authority_code
    from found_places
    inner join {{ ref('ref_place_statuses') }} as statuses
        on found_places.place_status = statuses.place_status
    left join {{ ref('int_geography__areas') }} as areas
        on
            found_places.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
)

select * from places
