select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    breakdown_topic,
    breakdown_topic_label,
    breakdown_category,
    breakdown_category_label,
    period_code,
    period_label,
    value,
    value_status,
    value_unit,
    comparator_code,
    comparator_label,
    comparator_value,
    is_estimate,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_ward_context') }}
order by ward_code, breakdown_topic, breakdown_category, period_code
