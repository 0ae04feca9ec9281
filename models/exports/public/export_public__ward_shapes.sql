select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    shape_path,
    label_x,
    label_y,
    canvas_width,
    canvas_height,
    boundary_geojson,
    hexagon_column,
    hexagon_row,
    short_name,
    boundary_source,
    boundary_edition,
    boundary_licence,
    attribution,
    simplification,
    is_synthetic
from {{ ref('fct_ward_shapes') }}
order by local_authority_code, ward_code
