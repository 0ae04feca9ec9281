select
    scores.local_authority_code,
    scores.local_authority_name,
    scores.ward_code,
    scores.ward_name,
    wards.locality_name,
    scores.need_score,
    scores.need_rank,
    scores.ranked_wards_count,
    scores.need_band_code,
    scores.need_band_label,
    scores.is_in_top_k,
    scores.top_k_count,
    scores.top_k_chance_rate,
    scores.chance_text,
    scores.is_poor_on_both,
    scores.volume_band_code,
    scores.volume_band_label,
    scores.score_status,
    scores.unranked_reason_code,
    scores.unranked_reason,
    scores.data_periods,
    scores.data_periods_text,
    scores.is_synthetic,
    scores.claim_level,
    scores.caution_codes,
    scores.caution
from {{ ref('fct_protected_need_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards
    on scores.ward_code = wards.ward_code
order by scores.ward_code
