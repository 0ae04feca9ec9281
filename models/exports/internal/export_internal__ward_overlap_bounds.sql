select
    bounds.local_authority_code,
    wards.local_authority_name,
    bounds.ward_code,
    wards.ward_name,
    bounds.population_code,
    bounds.population_label,
    bounds.question_text,
    bounds.gap_indicator_code,
    bounds.take_up_period_code,
    take_up_periods.period_label as take_up_period_label,
    bounds.outcome_indicator_code,
    bounds.outcome_period_code,
    outcome_periods.period_label as outcome_period_label,
    cast(bounds.children_count as integer) as children_count,
    cast(bounds.not_attending_count as integer) as not_attending_count,
    cast(bounds.not_at_outcome_count as integer) as not_at_outcome_count,
    cast(bounds.lower_count as integer) as lower_count,
    cast(bounds.upper_count as integer) as upper_count,
    cast(bounds.lower_rate as double) as lower_rate,
    cast(bounds.upper_rate as double) as upper_rate,
    cast(bounds.ward_lower_count as integer) as ward_lower_count,
    cast(bounds.ward_upper_count as integer) as ward_upper_count,
    bounds.lsoas_count,
    bounds.lsoas_out_of_line_count,
    bounds.value_status,
    bounds.assumption_text,
    bounds.statement_text,
    bounds.is_synthetic,
    bounds.claim_level,
    bounds.caution
from {{ ref('fct_ward_overlap_bounds') }} as bounds
inner join {{ ref('dim_ward') }} as wards
    on bounds.ward_code = wards.ward_code
inner join {{ ref('dim_period') }} as take_up_periods
    on bounds.take_up_period_code = take_up_periods.period_code
inner join {{ ref('dim_period') }} as outcome_periods
    on bounds.outcome_period_code = outcome_periods.period_code
order by bounds.ward_code, bounds.population_code
