select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
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
    figures.denominator_source,
    figures.denominator_edition,
    cast(figures.indicator_value as double) as indicator_value,
    cast(figures.lower_95_rate as double) as lower_95_rate,
    cast(figures.upper_95_rate as double) as upper_95_rate,
    cast(figures.lower_998_rate as double) as lower_998_rate,
    cast(figures.upper_998_rate as double) as upper_998_rate,
    figures.value_status,
    figures.status_reason,
    cast(figures.council_value as double) as council_value,
    figures.comparison_code,
    figures.comparison_label,
    figures.need_rank,
    figures.ranked_wards_count,
    cast(figures.children_due_count as integer) as children_due_count,
    cast(figures.coverage_rate as double) as coverage_rate,
    figures.coverage_status,
    figures.is_above_denominator,
    figures.is_score_period,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_ward_indicators') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
inner join {{ ref('dim_period') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('dim_breakdown') }} as breakdowns
    on
        figures.breakdown_topic = breakdowns.breakdown_topic
        and figures.breakdown_category = breakdowns.breakdown_category
order by
    figures.ward_code,
    figures.indicator_code,
    figures.period_code,
    figures.breakdown_topic,
    figures.breakdown_category
