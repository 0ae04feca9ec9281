with

differences as (
    select * from {{ ref('int_benchmarks__differences') }}
),

comparisons as (
    select
        differences.*,
        councils.local_authority_name,
        measures.measure_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        breakdowns.topic_label,
        breakdowns.category_label,
        claims.claim_level,
        {{ caution_codes('comparisons') }} as caution_codes,
        {{ caution_text('comparisons') }} as caution
    from differences
    inner join {{ ref('ref_local_authorities') }} as councils
        on differences.local_authority_code = councils.local_authority_code
    inner join {{ ref('int_benchmarks__measure_labels') }} as measures
        on
            differences.dataset_code = measures.dataset_code
            and differences.measure_code = measures.measure_code
    inner join {{ ref('ref_periods') }} as periods
        on differences.period_code = periods.period_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on
            differences.breakdown_topic = breakdowns.breakdown_topic
            and differences.breakdown_category = breakdowns.breakdown_category
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'comparison'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    local_authority_name,
    figure_source,
    edition_group,
    dataset_code,
    measure_code,
    measure_label,
    period_code,
    period_label,
    period_start_date,
    period_end_date,
    breakdown_topic,
    breakdown_category,
    topic_label as breakdown_topic_label,
    category_label as breakdown_category_label,
    cast(numerator_count as integer) as numerator_count,
    cast(denominator_count as integer) as denominator_count,
    cast(round(rate, 6) as double) as value,
    'rate' as value_unit,
    cast(lower_95_rate as double) as lower_95,
    cast(upper_95_rate as double) as upper_95,
    comparator_code,
    comparator_label,
    cast(round(comparator_rate, 6) as double) as comparator_value,
    cast(comparator_lower_95_rate as double) as comparator_lower_95,
    cast(comparator_upper_95_rate as double) as comparator_upper_95,
    cast(round(lowest_area_rate, 6) as double) as lowest_area_value,
    cast(round(highest_area_rate, 6) as double) as highest_area_value,
    areas_count,
    expected_areas_count,
    cast(comparator_denominator_count as integer) as comparator_denominator_count,
    comparator_edition,
    cast(round(difference_rate, 6) as double) as difference_value,
    cast(difference_lower_95_rate as double) as difference_lower_95,
    cast(difference_upper_95_rate as double) as difference_upper_95,
    comparison_status,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution_codes,
    caution
from comparisons
