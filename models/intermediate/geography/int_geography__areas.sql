-- One row per area code of each kind. ward_code is filled for wards of served councils
-- alone: an area that we know, but don't serve, has a council and no ward.
with

wards as (
    select
        ward_code,
        local_authority_code
    from {{ ref('ref_wards') }}
),

known_areas as (
    select
        'lsoa_2021' as area_kind,
        lsoa_2021_code as area_code,
        ward_code,
        local_authority_code
    from {{ ref('ref_lsoa_2021') }}

    union all

    select
        'lsoa_2011' as area_kind,
        lsoa_2011_code as area_code,
        ward_code,
        local_authority_code
    from {{ ref('ref_lsoa_2011') }}

    union all

    select
        'ward' as area_kind,
        ward_code as area_code,
        ward_code,
        local_authority_code
    from wards

    union all

    -- An MSOA can touch several wards: any one of them says whose city it is in.
    select
        'msoa_2021' as area_kind,
        msoa_2021_code as area_code,
        min(ward_code) as ward_code,
        min(local_authority_code) as local_authority_code
    from {{ ref('ref_lsoa_2021') }}
    where msoa_2021_code is not null
    group by msoa_2021_code
),

areas as (
    select
        known_areas.area_kind,
        known_areas.area_code,
        wards.ward_code,
        known_areas.local_authority_code
    from known_areas
    left join wards on known_areas.ward_code = wards.ward_code
)

select * from areas
