select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.indicator_code,
    indicators.indicator_label,
    indicators.short_label,
    indicators.question_text,
    figures.period_code,
    periods.period_label,
    figures.period_start_date,
    figures.period_end_date,
    cast(figures.rounded_numerator_count as integer) as rounded_numerator_count,
    cast(figures.rounded_denominator_count as integer) as rounded_denominator_count,
    figures.denominator_source,
    figures.denominator_edition,
    figures.count_status,
    figures.value_symbol,
    cast(figures.value as double) as value,
    figures.value_unit,
    figures.value_status,
    figures.value_text,
    figures.of_text,
    figures.limits_text,
    figures.comparator_text,
    figures.comparison_text,
    figures.figure_text,
    cast(figures.lower_95 as double) as lower_95,
    cast(figures.upper_95 as double) as upper_95,
    figures.comparator_code,
    figures.comparator_label,
    cast(figures.comparator_value as double) as comparator_value,
    figures.comparison_code,
    figures.comparison_label,
    cast(figures.funnel_lower_95 as double) as funnel_lower_95,
    cast(figures.funnel_upper_95 as double) as funnel_upper_95,
    cast(figures.funnel_lower_998 as double) as funnel_lower_998,
    cast(figures.funnel_upper_998 as double) as funnel_upper_998,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution_codes,
    figures.caution
from {{ ref('fct_public_ward_indicators') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
inner join {{ ref('dim_period') }} as periods
    on figures.period_code = periods.period_code
order by figures.ward_code, figures.indicator_code, figures.period_code
