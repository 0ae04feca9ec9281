select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.service_code,
    figures.service_name,
    figures.ward_code,
    wards.ward_name,
    figures.list_period_code,
    figures.as_of_date,
    figures.is_prioritised,
    figures.basis,
    figures.need_rank,
    figures.ranked_wards_count,
    figures.median_rank,
    figures.rank_low,
    figures.rank_high,
    cast(figures.top_k_probability_rate as double) as top_k_probability_rate,
    figures.certainty_code,
    figures.certainty_label,
    figures.is_in_top_k,
    figures.top_k_count,
    figures.gap_code,
    figures.gap_label,
    figures.is_clear,
    cast(figures.volume_need_count as integer) as volume_need_count,
    figures.score_status,
    figures.data_periods,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_priority_gaps') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
order by
    figures.local_authority_code,
    figures.service_code,
    figures.ward_code
