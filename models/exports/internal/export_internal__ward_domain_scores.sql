select
    scores.local_authority_code,
    wards.local_authority_name,
    scores.ward_code,
    wards.ward_name,
    scores.domain_code,
    scores.domain_label,
    cast(scores.mean_score as double) as mean_score,
    scores.domain_rank,
    scores.ranked_wards_count,
    cast(scores.domain_score as double) as domain_score,
    cast(scores.known_weight_rate as double) as known_weight_rate,
    scores.is_partial,
    scores.is_ranked,
    scores.is_in_worst_share,
    scores.data_periods,
    scores.is_synthetic,
    scores.claim_level,
    scores.caution
from {{ ref('fct_ward_domain_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards
    on scores.ward_code = wards.ward_code
order by scores.ward_code, scores.domain_code
