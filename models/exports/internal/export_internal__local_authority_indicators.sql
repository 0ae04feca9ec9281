select
    figures.local_authority_code,
    figures.local_authority_name,
    figures.population_basis,
    figures.indicator_code,
    indicators.indicator_label,
    figures.period_code,
    periods.period_label,
    figures.period_start_date,
    figures.period_end_date,
    figures.breakdown_topic,
    figures.breakdown_category,
    breakdowns.breakdown_topic_label as topic_label,
    breakdowns.breakdown_category_label as category_label,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    cast(figures.indicator_value as double) as indicator_value,
    cast(figures.lower_95_rate as double) as lower_95_rate,
    cast(figures.upper_95_rate as double) as upper_95_rate,
    figures.value_status,
    figures.status_reason,
    cast(figures.children_due_count as integer) as children_due_count,
    figures.is_score_period,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_local_authority_indicators') }} as figures
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
inner join {{ ref('dim_period') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('dim_breakdown') }} as breakdowns
    on
        figures.breakdown_topic = breakdowns.breakdown_topic
        and figures.breakdown_category = breakdowns.breakdown_category
order by
    figures.local_authority_code,
    figures.population_basis,
    figures.indicator_code,
    figures.period_code,
    figures.breakdown_topic,
    figures.breakdown_category
