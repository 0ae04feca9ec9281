with

gaps as (
    select * from {{ ref('int_benchmarks__on_track') }}
),

on_track as (
    select
        gaps.*,
        councils.local_authority_name,
        measures.measure_label,
        breakdowns.topic_label,
        breakdowns.category_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        benchmark_periods.period_label as benchmark_period_label,
        claims.claim_level,
        {{ caution_codes('on_track') }} as caution_codes,
        {{ caution_text('on_track') }} as caution
    from gaps
    inner join {{ ref('ref_local_authorities') }} as councils
        on gaps.local_authority_code = councils.local_authority_code
    inner join {{ ref('int_benchmarks__measure_labels') }} as measures
        on
            gaps.dataset_code = measures.dataset_code
            and gaps.measure_code = measures.measure_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on
            gaps.breakdown_topic = breakdowns.breakdown_topic
            and gaps.breakdown_category = breakdowns.breakdown_category
    inner join {{ ref('ref_periods') }} as periods
        on gaps.period_code = periods.period_code
    inner join {{ ref('ref_periods') }} as benchmark_periods
        on gaps.benchmark_period_code = benchmark_periods.period_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'on_track'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    local_authority_name,
    figure_source,
    edition_group,
    period_code,
    period_label,
    period_start_date,
    period_end_date,
    measure_code,
    measure_label,
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
    benchmark_code,
    benchmark_label,
    benchmark_period_code,
    benchmark_period_label,
    benchmark_edition,
    areas_count,
    cast(round(benchmark_rate, 6) as double) as benchmark_value,
    cast(round(gap_rate, 6) as double) as gap_value,
    cast(gap_lower_95_rate as double) as gap_lower_95,
    cast(gap_upper_95_rate as double) as gap_upper_95,
    on_track_status,
    cast(additional_on_track_count as integer) as additional_on_track_count,
    cast(additional_lower_95_count as integer) as additional_lower_95_count,
    cast(additional_upper_95_count as integer) as additional_upper_95_count,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution_codes,
    caution
from on_track
