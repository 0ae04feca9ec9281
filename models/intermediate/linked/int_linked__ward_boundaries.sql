-- One row per ward and vintage as sent: the outline that maps are drawn with.
with

boundary_rows as (
    select * from {{ ref('stg_ons__ward_boundaries') }}
),

linked_rows as (
    select
        areas.local_authority_code,
        boundary_rows.period_code,
        areas.ward_code,
        boundary_rows.ward_code as supplied_ward,
        boundary_rows.boundary_geojson,
        {{ residence_status('boundary_rows', 'areas', has_council=false) }}
            as residence_status,
        boundary_rows.is_synthetic,
        boundary_rows.row_key,
        boundary_rows.reject_reason_code,
        boundary_rows.reject_column_name,
        boundary_rows.reject_value,
        boundary_rows.reject_problem_count
    from boundary_rows
    left join {{ ref('int_geography__areas') }} as areas
        on
            boundary_rows.ward_code = areas.area_code
            and areas.area_kind = 'ward'
)

select * from linked_rows
