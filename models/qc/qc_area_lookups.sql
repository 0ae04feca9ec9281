-- Small areas whose ward in a landed look-up is not the one that the tool puts them in:
-- the boundaries changed, or one of the two is wrong.
with

differing_areas as (
    select
        lookups.local_authority_code,
        lookups.period_code,
        lookups.area_kind,
        lookups.area_code,
        lookups.ward_code as landed_ward_code,
        areas.ward_code as reference_ward_code
    from {{ ref('stg_ons__area_lookups') }} as lookups
    left join {{ ref('int_geography__areas') }} as areas
        on
            lookups.area_kind = areas.area_kind
            and lookups.area_code = areas.area_code
    where
        lookups.reject_reason_code is null
        and (areas.ward_code is null or areas.ward_code != lookups.ward_code)
)

select * from differing_areas
