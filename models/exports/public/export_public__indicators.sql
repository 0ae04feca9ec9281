select
    indicator_code,
    indicator_label,
    short_label,
    question_text,
    indicator_description,
    numerator_label,
    denominator_label,
    polarity,
    domain_code,
    domain_label,
    score_weight_rate,
    is_scored,
    score_period_code,
    public_chart_top_rate as chart_top_rate,
    counted_where,
    is_synthetic,
    claim_level,
    method_note,
    caution_codes,
    caution
from {{ ref('dim_indicator') }}
order by indicator_code
