select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.indicator_code,
    indicators.indicator_label,
    figures.period_code,
    figures.previous_period_code,
    figures.period_start_date,
    figures.period_end_date,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    cast(figures.previous_denominator_count as integer) as previous_denominator_count,
    figures.denominator_source,
    figures.denominator_edition,
    cast(figures.indicator_value as double) as indicator_value,
    cast(figures.lower_95_rate as double) as lower_95_rate,
    cast(figures.upper_95_rate as double) as upper_95_rate,
    figures.value_status,
    cast(figures.previous_value as double) as previous_value,
    cast(figures.change_rate as double) as change_rate,
    cast(figures.change_lower_95_rate as double) as change_lower_95_rate,
    cast(figures.change_upper_95_rate as double) as change_upper_95_rate,
    figures.change_status,
    figures.change_status_label,
    figures.is_series_break,
    figures.break_reason,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_ward_trends') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
order by
    figures.ward_code,
    figures.indicator_code,
    figures.period_code
