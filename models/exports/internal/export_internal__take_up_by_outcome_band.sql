select
    figures.local_authority_code,
    figures.outcome_indicator_code,
    figures.outcome_label,
    figures.outcome_period_code,
    outcome_periods.period_label as outcome_period_label,
    figures.take_up_indicator_code,
    figures.take_up_label,
    figures.take_up_period_code,
    take_up_periods.period_label as take_up_period_label,
    figures.band_code,
    figures.band_label,
    figures.band_order,
    cast(figures.wards_count as integer) as wards_count,
    cast(figures.taking_up_count as integer) as taking_up_count,
    cast(figures.eligible_count as integer) as eligible_count,
    cast(figures.mean_outcome_value as double) as mean_outcome_value,
    cast(figures.mean_take_up_value as double) as mean_take_up_value,
    cast(figures.lower_95_value as double) as lower_95_value,
    cast(figures.upper_95_value as double) as upper_95_value,
    figures.take_up_status,
    cast(figures.difference_value as double) as difference_value,
    cast(figures.difference_lower_95_value as double) as difference_lower_95_value,
    cast(figures.difference_upper_95_value as double) as difference_upper_95_value,
    figures.difference_status,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_take_up_by_outcome_band') }} as figures
inner join {{ ref('dim_period') }} as outcome_periods
    on figures.outcome_period_code = outcome_periods.period_code
inner join {{ ref('dim_period') }} as take_up_periods
    on figures.take_up_period_code = take_up_periods.period_code
order by
    figures.local_authority_code,
    figures.outcome_indicator_code,
    figures.take_up_indicator_code,
    figures.band_order
