select
    local_authority_code,
    service_code,
    service_name,
    list_period_code,
    as_of_date,
    data_periods,
    cast(wards_count as integer) as wards_count,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    cast(prioritised_count as integer) as prioritised_count,
    cast(in_top_k_count as integer) as in_top_k_count,
    cast(overlap_count as integer) as overlap_count,
    cast(jaccard_rate as double) as jaccard_rate,
    cast(expected_overlap_number as double) as expected_overlap_number,
    cast(needed_count as integer) as needed_count,
    cast(clear_needed_count as integer) as clear_needed_count,
    cast(needed_volume_count as integer) as needed_volume_count,
    cast(not_in_top_k_count as integer) as not_in_top_k_count,
    cast(clear_not_in_top_k_count as integer) as clear_not_in_top_k_count,
    overlap_status,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_priority_overlaps') }}
order by
    local_authority_code,
    service_code
