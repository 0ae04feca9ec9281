select
    indicators.indicator_code,
    indicators.indicator_label,
    indicators.indicator_description,
    indicators.numerator_label,
    indicators.denominator_label,
    indicators.polarity,
    indicators.domain_code,
    indicators.domain_label,
    cast(indicators.score_weight_rate as double) as score_weight_rate,
    indicators.is_scored,
    indicators.score_period_code,
    indicators.counted_where,
    indicators.is_synthetic,
    indicators.claim_level,
    indicators.method_note,
    indicators.caution
from {{ ref('dim_indicator') }} as indicators
order by indicators.indicator_code
