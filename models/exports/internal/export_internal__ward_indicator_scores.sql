select
    scores.local_authority_code,
    wards.local_authority_name,
    scores.ward_code,
    wards.ward_name,
    scores.indicator_code,
    indicators.indicator_label,
    scores.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    scores.domain_code,
    cast(scores.numerator_count as integer) as numerator_count,
    cast(scores.denominator_count as integer) as denominator_count,
    cast(scores.observed_rate as double) as observed_rate,
    cast(scores.shrunk_rate as double) as shrunk_rate,
    cast(scores.ward_weight_rate as double) as ward_weight_rate,
    scores.need_rank,
    scores.ranked_wards_count,
    cast(scores.transformed_score as double) as transformed_score,
    cast(scores.contribution_score as double) as contribution_score,
    scores.is_synthetic,
    scores.claim_level,
    scores.caution
from {{ ref('fct_ward_indicator_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards
    on scores.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on scores.indicator_code = indicators.indicator_code
inner join {{ ref('dim_period') }} as periods
    on scores.period_code = periods.period_code
order by scores.ward_code, scores.indicator_code
