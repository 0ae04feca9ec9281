-- One row an LSOA and edition as sent, linked to its ward by the vintage it uses.
with

indices as (
    select * from {{ ref('stg_mhclg__deprivation_indices') }}
),

areas as (
    select * from {{ ref('int_geography__areas') }}
),

lsoas_of_indices as (
    select
        indices.*,
        coalesce(indices.lsoa_2021_code, indices.lsoa_2011_code) as area_code,
        case
            when indices.lsoa_2021_code is null then 'lsoa_2011' else 'lsoa_2021'
        end as area_kind
    from indices
),

linked_rows as (
    select
        lsoas_of_indices.*,
        areas.ward_code,
        areas.local_authority_code,
        {{ residence_status('lsoas_of_indices', 'areas', has_council=false) }}
            as residence_status
    from lsoas_of_indices
    left join areas
        on
            lsoas_of_indices.area_code = areas.area_code
            and lsoas_of_indices.area_kind = areas.area_kind
)

select * from linked_rows
