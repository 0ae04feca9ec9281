select
    local_authority_code,
    variant_code,
    variant_label,
    variant_note,
    compared_wards_count,
    cast(mean_absolute_rank_change as double) as mean_absolute_rank_change,
    largest_rank_change,
    entering_wards_count,
    entering_ward_names,
    leaving_ward_names,
    top_k_count,
    value_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_robustness_variants') }}
order by local_authority_code, variant_code
