-- One row per area code of each kind. ward_code is filled for wards of served councils
-- alone: an area that we know, but don't serve, has a council and no ward.
with

wards as (
    select
        ward_code,
        local_authority_code
    from {{ ref('ref_wards') }}
),

small_areas as (
    select * from {{ ref('int_geography__small_areas') }}
),

known_areas as (
    select
        area_kind,
        area_role,
        area_code,
        ward_code,
        local_authority_code
    from small_areas

    union all

    select
        'ward' as area_kind,
        'ward' as area_role,
        ward_code as area_code,
        ward_code,
        local_authority_code
    from wards

    union all

    -- A larger area can touch several wards: any one of them says whose city it is in.
    select
        kinds.area_kind,
        kinds.area_role,
        small_areas.larger_area_code as area_code,
        min(small_areas.ward_code) as ward_code,
        min(small_areas.local_authority_code) as local_authority_code
    from small_areas
    inner join {{ ref('ref_area_kinds') }} as kinds
        on small_areas.area_kind = kinds.made_of_kind
    where small_areas.larger_area_code is not null
    group by kinds.area_kind, kinds.area_role, small_areas.larger_area_code
),

areas as (
    select
        known_areas.area_kind,
        known_areas.area_role,
        known_areas.area_code,
        wards.ward_code,
        known_areas.local_authority_code
    from known_areas
    left join wards on known_areas.ward_code = wards.ward_code
)

select * from areas
