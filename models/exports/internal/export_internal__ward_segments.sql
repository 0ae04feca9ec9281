select
    assigned.local_authority_code,
    wards.local_authority_name,
    assigned.ward_code,
    wards.ward_name,
    assigned.segment_code,
    assigned.segment_label,
    assigned.first_period_code,
    assigned.last_period_code,
    assigned.variables_count,
    cast(assigned.segment_distance as double) as segment_distance,
    assigned.second_segment_code,
    assigned.second_segment_label,
    cast(assigned.second_segment_distance as double) as second_segment_distance,
    cast(assigned.distance_gap as double) as distance_gap,
    assigned.segment_status,
    assigned.is_synthetic,
    assigned.claim_level,
    assigned.caution
from {{ ref('fct_ward_segments') }} as assigned
inner join {{ ref('dim_ward') }} as wards
    on assigned.ward_code = wards.ward_code
order by assigned.ward_code
