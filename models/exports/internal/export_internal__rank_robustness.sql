select
    robustness.local_authority_code,
    wards.local_authority_name,
    robustness.variant_code,
    robustness.variant_label,
    robustness.ward_code,
    wards.ward_name,
    robustness.need_rank,
    robustness.variant_rank,
    robustness.rank_change,
    robustness.ranked_wards_count,
    robustness.is_in_top_k,
    robustness.is_in_variant_top_k,
    robustness.top_k_count,
    robustness.score_status,
    robustness.data_periods,
    robustness.is_synthetic,
    robustness.claim_level,
    robustness.caution
from {{ ref('fct_rank_robustness') }} as robustness
inner join {{ ref('dim_ward') }} as wards
    on robustness.ward_code = wards.ward_code
order by robustness.variant_code, robustness.ward_code
