with

differences as (
    select * from {{ ref('int_benchmarks__differences') }}
),

comparisons as (
    select
        differences.*,
        measures.measure_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        claims.claim_level,
        concat_ws(
            ' ',
            case when differences.is_any_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case
                when differences.comparison_status != 'observed'
                    then texts.not_usable_text
                when differences.difference_lower_95_rate is null
                    then texts.rounded_rate_text
                else texts.chance_alone_text
            end,
            case
                when differences.comparator_code in ('region', 'country')
                    then texts.part_of_comparator_text
                else texts.neighbours_mean_text
            end,
            measures.measure_caution
        ) as caution
    from differences
    inner join {{ ref('int_benchmarks__measure_labels') }} as measures
        on
            differences.dataset_code = measures.dataset_code
            and differences.measure_code = measures.measure_code
    inner join {{ ref('ref_periods') }} as periods
        on differences.period_code = periods.period_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'comparison'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    figure_source,
    edition_group,
    dataset_code,
    measure_code,
    measure_label,
    period_code,
    breakdown_topic,
    breakdown_category,
    comparator_code,
    comparator_label,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    cast(round(rate, 6) as decimal(9, 6)) as city_rate,
    lower_95_rate,
    upper_95_rate,
    cast(round(comparator_rate, 6) as decimal(9, 6)) as comparator_rate,
    comparator_lower_95_rate,
    comparator_upper_95_rate,
    cast(round(lowest_area_rate, 6) as decimal(9, 6)) as lowest_area_rate,
    cast(round(highest_area_rate, 6) as decimal(9, 6)) as highest_area_rate,
    areas_count,
    expected_areas_count,
    comparator_denominator_count,
    comparator_edition,
    cast(round(difference_rate, 6) as decimal(9, 6)) as difference_rate,
    difference_lower_95_rate,
    difference_upper_95_rate,
    comparison_status,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution
from comparisons
