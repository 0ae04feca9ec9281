{{ config(materialized='ephemeral') }}

-- One row per ward and each of the wards of its council that are most like it in
-- context, as many as policy says.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

nearest_wards as (
    select
        ordered_wards.local_authority_code,
        ordered_wards.ward_code,
        ordered_wards.nearest_ward_code,
        ordered_wards.variables_count,
        ordered_wards.is_synthetic,
        ordered_wards.context_distance,
        ordered_wards.nearest_order
    from {{ ref('int_similar_wards__ordered') }} as ordered_wards
    inner join settings
        on ordered_wards.nearest_order <= settings.nearest_wards_count
)

select * from nearest_wards
