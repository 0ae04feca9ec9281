select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.indicator_code,
    indicators.indicator_label,
    figures.period_code,
    figures.period_start_date,
    figures.period_end_date,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    figures.denominator_source,
    figures.denominator_edition,
    cast(figures.indicator_value as double) as indicator_value,
    cast(figures.lower_95_rate as double) as lower_95_rate,
    cast(figures.upper_95_rate as double) as upper_95_rate,
    figures.value_status,
    cast(figures.council_value as double) as council_value,
    cast(figures.lower_95_limit as double) as lower_95_limit,
    cast(figures.upper_95_limit as double) as upper_95_limit,
    cast(figures.lower_998_limit as double) as lower_998_limit,
    cast(figures.upper_998_limit as double) as upper_998_limit,
    cast(figures.phi as double) as phi,
    cast(figures.tau2 as double) as tau2,
    figures.funnel_code,
    figures.funnel_label,
    figures.funnel_status,
    figures.is_score_period,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_ward_funnels') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
order by
    figures.ward_code,
    figures.indicator_code,
    figures.period_code
