select
    uncertainty.local_authority_code,
    wards.local_authority_name,
    uncertainty.ward_code,
    wards.ward_name,
    uncertainty.noise_code,
    uncertainty.noise_label,
    uncertainty.need_rank,
    uncertainty.ranked_wards_count,
    uncertainty.median_rank,
    uncertainty.rank_low,
    uncertainty.rank_high,
    cast(uncertainty.rank_interval_rate as double) as rank_interval_rate,
    cast(uncertainty.top_k_probability_rate as double) as top_k_probability_rate,
    uncertainty.top_k_count,
    uncertainty.draws_count,
    uncertainty.score_status,
    uncertainty.data_periods,
    uncertainty.is_synthetic,
    uncertainty.claim_level,
    uncertainty.caution
from {{ ref('fct_ward_rank_uncertainty') }} as uncertainty
inner join {{ ref('dim_ward') }} as wards
    on uncertainty.ward_code = wards.ward_code
order by uncertainty.ward_code, uncertainty.noise_code
