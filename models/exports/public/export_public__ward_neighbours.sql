select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    neighbour_ward_code,
    neighbour_ward_name,
    shared_border_metres,
    boundary_period,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_ward_neighbours') }}
order by ward_code, neighbour_ward_code
