{{ config(materialized='ephemeral') }}

-- One row per small area of each set that the reference holds, with what the set is to
-- its country: the one by which homes and postcodes are told today, or one before it.
-- Where an area lay before is for what says that history was re-cut.
with

small_areas as (
    select
        areas.area_kind,
        kinds.area_role,
        areas.area_code,
        areas.area_name,
        areas.larger_area_code,
        areas.ward_code,
        areas.local_authority_code,
        areas.latitude,
        areas.longitude
    from {{ ref('ref_small_areas') }} as areas
    inner join {{ ref('ref_area_kinds') }} as kinds
        on areas.area_kind = kinds.area_kind
    qualify row_number() over (
        partition by areas.area_kind, areas.area_code
        order by
            case when areas.valid_to_date is null then 0 else 1 end,
            areas.valid_from_date desc nulls last
    ) = 1
)

select * from small_areas
