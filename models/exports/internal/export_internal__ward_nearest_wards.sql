select
    nearest.local_authority_code,
    wards.local_authority_name,
    nearest.ward_code,
    wards.ward_name,
    nearest.nearest_order,
    nearest.nearest_ward_code,
    nearest_wards.ward_name as nearest_ward_name,
    nearest.first_period_code,
    nearest.last_period_code,
    nearest.variables_count,
    cast(nearest.context_distance as double) as context_distance,
    nearest.value_status,
    nearest.is_synthetic,
    nearest.claim_level,
    nearest.caution
from {{ ref('fct_ward_nearest_wards') }} as nearest
inner join {{ ref('dim_ward') }} as wards
    on nearest.ward_code = wards.ward_code
inner join {{ ref('dim_ward') }} as nearest_wards
    on nearest.nearest_ward_code = nearest_wards.ward_code
order by nearest.ward_code, nearest.nearest_order
