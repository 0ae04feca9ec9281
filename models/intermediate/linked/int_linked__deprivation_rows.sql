-- One row per LSOA and edition as sent, linked to its ward by the vintage it uses.
with

indices as (
    select
        *,
        coalesce(lsoa_2021_code, lsoa_2011_code) as area_code,
        case
            when lsoa_2021_code is null then 'lsoa_2011' else 'lsoa_2021'
        end as area_kind,
        case
            when lsoa_2021_code is null then 'former_small_area' else 'small_area'
        end as area_role
    from {{ ref('stg_mhclg__deprivation_indices') }}
),

linked_rows as (
    select
        indices.period_code,
        indices.imd_rank,
        indices.imd_decile,
        indices.idaci_rank,
        indices.idaci_decile,
        indices.area_code,
        indices.area_kind,
        areas.ward_code,
        areas.local_authority_code,
        {{ residence_status('indices', 'areas', has_council=false) }}
            as residence_status,
        indices.is_synthetic,
        indices.row_key,
        indices.reject_reason_code,
        indices.reject_column_name,
        indices.reject_value,
        indices.reject_problem_count
    from indices
    left join {{ ref('int_geography__areas') }} as areas
        on
            indices.area_code = areas.area_code
            and indices.area_role = areas.area_role
)

select * from linked_rows
