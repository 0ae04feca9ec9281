-- What it checks: each way in which two lists agree or differ stands once; benchmarks,
-- breaks, targets and compared measures name periods, groups and measures that exist; a
-- target's period is of the kind that its measure is published for; every
-- status of a figure has its words as a status of a change.
-- Why it matters: what is misspelt here drops its rows without a word.
-- What to do: correct the row that its rows name.
with

problems as (
    select 'policy_findings: four rows of priority_gap, one a combination' as problem
    from {{ ref('policy_findings') }}
    where finding_set = 'priority_gap'
    having
        count(*) not in (0, 4)
        or count(distinct concat_ws(
            '/', cast(is_in_top_k as string), cast(is_prioritised as string)
        )) != count(*)

    union all

    select 'policy_on_track_benchmarks: group: ' || benchmarks.benchmark_code as problem
    from {{ ref('policy_on_track_benchmarks') }} as benchmarks
    left join {{ ref('ref_breakdowns') }} as populations
        on
            benchmarks.population_topic = populations.breakdown_topic
            and benchmarks.population_category = populations.breakdown_category
    left join {{ ref('ref_breakdowns') }} as targets
        on
            benchmarks.benchmark_topic = targets.breakdown_topic
            and benchmarks.benchmark_category = targets.breakdown_category
    where populations.breakdown_topic is null or targets.breakdown_topic is null

    union all

    select
        'policy_on_track_benchmarks: measure: '
        || benchmarks.benchmark_code as problem
    from {{ ref('policy_on_track_benchmarks') }} as benchmarks
    left join {{ ref('policy_compared_measures') }} as measures
        on
            benchmarks.measure_code = measures.measure_code
            and benchmarks.benchmark_topic = measures.breakdown_topic
    where measures.measure_code is null

    union all

    select
        'policy_on_track_benchmarks: period: '
        || benchmarks.benchmark_code as problem
    from {{ ref('policy_on_track_benchmarks') }} as benchmarks
    left join {{ ref('ref_periods') }} as periods
        on benchmarks.benchmark_period_code = periods.period_code
    where benchmarks.benchmark_period_code is not null and periods.period_code is null

    union all

    select 'policy_targets: measure or group: ' || targets.target_code as problem
    from {{ ref('policy_targets') }} as targets
    left join {{ ref('policy_compared_measures') }} as measures
        on
            targets.measure_code = measures.measure_code
            and targets.breakdown_topic = measures.breakdown_topic
    left join {{ ref('ref_breakdowns') }} as populations
        on
            targets.breakdown_topic = populations.breakdown_topic
            and targets.breakdown_category = populations.breakdown_category
    where measures.measure_code is null or populations.breakdown_topic is null

    union all

    select 'policy_targets: a rate without its source: ' || target_code as problem
    from {{ ref('policy_targets') }}
    where target_rate is not null and source_text is null

    union all

    select 'policy_targets: area: ' || targets.target_code as problem
    from {{ ref('policy_targets') }} as targets
    inner join {{ ref('int_benchmarks__areas') }} as areas
        on targets.area_code = areas.area_code
    where
        areas.comparator_code in ('own', 'country')
        and areas.comparator_code != case
            when targets.area_kind = 'country' then 'country' else 'own'
        end

    union all

    select 'policy_targets: kind of period: ' || targets.target_code as problem
    from {{ ref('policy_targets') }} as targets
    inner join {{ ref('ref_periods') }} as target_periods
        on targets.period_code = target_periods.period_code
    inner join {{ ref('int_benchmarks__comparator_rates') }} as rates
        on targets.measure_code = rates.measure_code
    inner join {{ ref('ref_periods') }} as periods
        on rates.period_code = periods.period_code
    group by targets.target_code
    having
        max(case
            when periods.period_type = target_periods.period_type then 1 else 0
        end) = 0

    union all

    select
        'policy_compared_measures: no such measure: '
        || measures.measure_code as problem
    from {{ ref('policy_compared_measures') }} as measures
    left join {{ ref('ref_contract_values') }} as labels
        on
            measures.dataset_code = labels.dataset_code
            and measures.measure_code = labels.allowed_value
            and labels.column_name = 'measure_code'
    where labels.allowed_value is null

    union all

    select 'ref_series_breaks: no such period: ' || breaks.series_code as problem
    from {{ ref('ref_series_breaks') }} as breaks
    left join {{ ref('ref_periods') }} as periods
        on breaks.first_period_code = periods.period_code
    where periods.period_code is null

    union all

    select 'ref_series_breaks: no such series: ' || breaks.series_code as problem
    from {{ ref('ref_series_breaks') }} as breaks
    left join {{ ref('policy_indicators') }} as indicators
        on breaks.series_code = indicators.indicator_code
    left join {{ ref('policy_compared_measures') }} as measures
        on breaks.series_code = measures.measure_code
    where indicators.indicator_code is null and measures.measure_code is null

    union all

    select 'ref_change_statuses: no words for ' || statuses.value_status as problem
    from {{ ref('ref_value_statuses') }} as statuses
    left join {{ ref('ref_change_statuses') }} as change_statuses
        on statuses.value_status = change_statuses.change_status
    where change_statuses.change_status is null
)

select problem from problems
