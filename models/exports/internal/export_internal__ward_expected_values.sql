select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.indicator_code,
    indicators.indicator_label,
    figures.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    cast(figures.indicator_value as double) as indicator_value,
    figures.nearest_wards_count,
    cast(figures.expected_value as double) as expected_value,
    cast(figures.lower_95_value as double) as lower_95_value,
    cast(figures.upper_95_value as double) as upper_95_value,
    figures.expected_status,
    cast(figures.difference_value as double) as difference_value,
    cast(figures.p_value as double) as p_value,
    cast(figures.adjusted_p_value as double) as adjusted_p_value,
    figures.finding_code,
    figures.finding_label,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_ward_expected_values') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
inner join {{ ref('dim_period') }} as periods
    on figures.period_code = periods.period_code
order by figures.ward_code, figures.indicator_code
