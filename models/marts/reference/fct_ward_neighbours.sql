select
    wards.local_authority_code,
    wards.local_authority_name,
    wards.ward_code,
    wards.ward_name,
    neighbours.neighbour_ward_code,
    neighbouring_wards.ward_name as neighbour_ward_name,
    neighbours.shared_border_metres,
    false as is_synthetic
from {{ ref('ref_ward_neighbours') }} as neighbours
inner join {{ ref('dim_ward') }} as wards
    on neighbours.ward_code = wards.ward_code
inner join {{ ref('dim_ward') }} as neighbouring_wards
    on neighbours.neighbour_ward_code = neighbouring_wards.ward_code
