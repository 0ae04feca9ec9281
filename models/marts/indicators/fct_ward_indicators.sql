with

ward_figures as (
    select * from {{ ref('int_indicators__ward_figures') }}
)

select
    local_authority_code,
    ward_code,
    indicator_code,
    period_code,
    breakdown_topic,
    breakdown_category,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    denominator_source,
    denominator_edition,
    indicator_value,
    lower_95_rate,
    upper_95_rate,
    lower_998_rate,
    upper_998_rate,
    value_status,
    status_reason,
    council_value,
    comparison_code,
    comparison_label,
    need_rank,
    ranked_wards_count,
    children_due_count,
    coverage_rate,
    coverage_status,
    is_above_denominator,
    is_score_period,
    is_synthetic,
    claim_level,
    caution
from ward_figures
