-- What national bodies publish; figures worked out from the council's own files stay
-- inside, where they are not rounded.
select
    local_authority_code,
    local_authority_name,
    edition_group,
    measure_code,
    measure_label,
    period_code,
    period_label,
    breakdown_topic,
    breakdown_category,
    breakdown_topic_label,
    breakdown_category_label,
    value,
    value_unit,
    lower_95,
    upper_95,
    comparator_code,
    comparator_label,
    comparator_value,
    difference_value,
    difference_lower_95,
    difference_upper_95,
    comparison_status,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_comparisons') }}
where figure_source = 'published'
order by
    local_authority_code, edition_group, measure_code, period_code,
    breakdown_topic, breakdown_category, comparator_code
