{{ config(materialized='ephemeral') }}

-- One row per figure of the council's children and a benchmark that policy names for
-- them. The children who would be on track at the benchmark's rate, beyond those who
-- are, are N times the gap; none where the rate is there already.
with

populations as (
    select
        local_authority_code,
        figure_source,
        edition_group,
        dataset_code,
        measure_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        numerator_count,
        denominator_count,
        rate,
        lower_95_rate,
        upper_95_rate,
        is_synthetic
    from {{ ref('int_benchmarks__city_rates') }}
    where numerator_count is not null and denominator_count > 0
),

matched_populations as (
    select
        populations.*,
        benchmarks.benchmark_code,
        benchmarks.benchmark_label,
        coalesce(benchmarks.benchmark_edition, populations.edition_group)
            as benchmark_edition_group,
        coalesce(benchmarks.benchmark_period_code, populations.period_code)
            as benchmark_period_code,
        benchmarks.comparator_code,
        benchmarks.benchmark_topic,
        benchmarks.benchmark_category
    from populations
    inner join {{ ref('policy_on_track_benchmarks') }} as benchmarks
        on
            populations.measure_code = benchmarks.measure_code
            and populations.breakdown_topic = benchmarks.population_topic
            and populations.breakdown_category = benchmarks.population_category
    where
        coalesce(benchmarks.population_edition, populations.edition_group)
        = populations.edition_group
),

gaps as (
    select
        matched_populations.*,
        rates.rate as benchmark_rate,
        rates.edition as benchmark_edition,
        coalesce(rates.areas_count, 0) as areas_count,
        rates.rate - matched_populations.rate as gap_rate,
        {{ difference_limit(
            'rates.rate', 'rates.lower_95_rate', 'matched_populations.rate',
            'matched_populations.upper_95_rate', 'lower'
        ) }} as gap_lower_95_rate,
        {{ difference_limit(
            'rates.rate', 'rates.upper_95_rate', 'matched_populations.rate',
            'matched_populations.lower_95_rate', 'upper'
        ) }} as gap_upper_95_rate,
        matched_populations.is_synthetic or coalesce(rates.is_synthetic, false)
            as is_any_synthetic
    from matched_populations
    left join {{ ref('int_benchmarks__comparator_rates') }} as rates
        on
            matched_populations.local_authority_code = rates.local_authority_code
            and matched_populations.comparator_code = rates.comparator_code
            and matched_populations.benchmark_edition_group = rates.edition_group
            and matched_populations.measure_code = rates.measure_code
            and matched_populations.benchmark_period_code = rates.period_code
            and matched_populations.benchmark_topic = rates.breakdown_topic
            and matched_populations.benchmark_category = rates.breakdown_category
),

on_track as (
    select
        *,
        case
            when benchmark_rate is null then 'not_available'
            when gap_rate > 0 then 'below_benchmark'
            else 'at_or_above_benchmark'
        end as on_track_status,
        {{ additional_children('denominator_count', 'gap_rate') }}
            as additional_on_track_count,
        {{ additional_children('denominator_count', 'gap_lower_95_rate') }}
            as additional_lower_95_count,
        {{ additional_children('denominator_count', 'gap_upper_95_rate') }}
            as additional_upper_95_count
    from gaps
)

select * from on_track
