with

boundaries as (
    select *
    from {{ ref('int_linked__ward_boundaries') }}
    where residence_status = 'in_ward'
)

select
    ward_code,
    period_code as boundary_edition,
    boundary_geojson,
    is_synthetic
from boundaries
