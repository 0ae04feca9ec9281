with

gaps as (
    select * from {{ ref('int_benchmarks__on_track') }}
),

on_track as (
    select
        gaps.*,
        breakdowns.category_label as population_label,
        measures.measure_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        claims.claim_level,
        concat_ws(
            ' ',
            case when gaps.is_any_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            texts.arithmetic_only_text,
            case
                when gaps.benchmark_rate is null then texts.not_usable_text
                when gaps.gap_lower_95_rate is null then texts.rounded_rate_text
                else texts.chance_alone_text
            end,
            case
                when gaps.comparator_code in ('region', 'country')
                    then texts.part_of_comparator_text
                else texts.neighbours_mean_text
            end,
            case
                when gaps.benchmark_period_code != gaps.period_code
                    then texts.different_years_text
            end,
            measures.measure_caution
        ) as caution
    from gaps
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
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'on_track'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    figure_source,
    edition_group,
    period_code,
    benchmark_code,
    measure_code,
    measure_label,
    breakdown_topic,
    breakdown_category,
    population_label,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    cast(round(rate, 6) as decimal(9, 6)) as rate,
    lower_95_rate,
    upper_95_rate,
    benchmark_label,
    benchmark_period_code,
    benchmark_edition,
    areas_count,
    cast(round(benchmark_rate, 6) as decimal(9, 6)) as benchmark_rate,
    cast(round(gap_rate, 6) as decimal(9, 6)) as gap_rate,
    gap_lower_95_rate,
    gap_upper_95_rate,
    on_track_status,
    cast(additional_on_track_count as bigint) as additional_on_track_count,
    cast(additional_lower_95_count as bigint) as additional_lower_95_count,
    cast(additional_upper_95_count as bigint) as additional_upper_95_count,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution
from on_track
