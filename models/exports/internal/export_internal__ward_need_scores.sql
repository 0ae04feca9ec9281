select
    scores.local_authority_code,
    wards.local_authority_name,
    scores.ward_code,
    wards.ward_name,
    cast(scores.need_score as double) as need_score,
    scores.need_rank,
    scores.ranked_wards_count,
    scores.median_rank,
    scores.rank_low,
    scores.rank_high,
    cast(scores.top_k_probability_rate as double) as top_k_probability_rate,
    scores.need_band_code,
    scores.need_band_label,
    scores.is_in_top_k,
    scores.top_k_count,
    scores.is_poor_on_both,
    cast(scores.volume_need_count as integer) as volume_need_count,
    scores.volume_need_rank,
    scores.score_status,
    scores.data_periods,
    scores.is_synthetic,
    scores.claim_level,
    scores.caution
from {{ ref('fct_ward_need_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards
    on scores.ward_code = wards.ward_code
order by scores.ward_code
