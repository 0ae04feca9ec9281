{{ config(materialized='ephemeral') }}

with

{{ checked_rows('ward_boundaries') }},

typed_rows as (
    select
        ward_code,
        ward_name,
        period_code,
        boundary_geojson,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
