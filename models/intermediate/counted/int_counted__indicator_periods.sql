-- One row per served council, indicator of its nation and period that its figures stand
-- in: all from the first to the last period that was landed for it, so that what is
-- missing between them is a row that says so. Policy says where an indicator may begin,
-- and nothing but what was landed says where it ends: a new year needs no edit. Where
-- nothing was landed for it, the last period that had ended when the council's newest
-- figures did stands there, as not supplied.
with

indicators as (
    select
        councils.local_authority_code,
        indicators.indicator_code,
        indicators.period_type,
        first_periods.start_date as first_start_date,
        pinned_periods.start_date as pinned_start_date
    from {{ ref('policy_indicators') }} as indicators
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            councils.is_served
            and {{ is_of_nation(
                'indicators.code_letters', 'councils.local_authority_code'
            ) }}
    inner join {{ ref('ref_periods') }} as first_periods
        on indicators.first_period_code = first_periods.period_code
    left join {{ ref('ref_periods') }} as pinned_periods
        on indicators.pinned_period_code = pinned_periods.period_code
),

-- Of what a council brings each row says whose period it is; of other datasets every
-- indicator that reads them has it.
landed_datasets as (
    select distinct
        dataset_code,
        local_authority_code,
        period_code,
        cast(null as string) as indicator_code
    from {{ ref('int_linked__rows') }}
    where dataset_code != 'area_indicator_counts'

    union all

    select distinct
        'area_indicator_counts' as dataset_code,
        local_authority_code,
        period_code,
        indicator_code
    from {{ ref('int_linked__area_indicator_counts') }}
),

-- A return by ward stands in for rows of children.
landed_periods as (
    select
        indicators.local_authority_code,
        indicators.indicator_code,
        periods.start_date,
        periods.end_date
    from indicators
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            indicators.indicator_code = sources.indicator_code
            and sources.source_period_code is null
    inner join {{ ref('governance_datasets') }} as datasets
        on
            sources.dataset_code
            = coalesce(datasets.ward_return_of, datasets.dataset_code)
    inner join landed_datasets as landed
        on
            datasets.dataset_code = landed.dataset_code
            and indicators.local_authority_code = landed.local_authority_code
            and indicators.indicator_code
            = coalesce(landed.indicator_code, indicators.indicator_code)
    inner join {{ ref('ref_periods') }} as periods
        on
            landed.period_code = periods.period_code
            and indicators.period_type = periods.period_type
            and indicators.first_start_date <= periods.start_date
),

landed_ranges as (
    select
        local_authority_code,
        indicator_code,
        min(start_date) as from_date,
        max(start_date) as to_date
    from landed_periods
    group by local_authority_code, indicator_code
),

newest_figures as (
    select
        local_authority_code,
        max(end_date) as end_date
    from landed_periods
    group by local_authority_code
),

periods_in_time as (
    select
        indicators.local_authority_code,
        indicators.indicator_code,
        max(periods.start_date) as start_date
    from indicators
    inner join newest_figures
        on indicators.local_authority_code = newest_figures.local_authority_code
    inner join {{ ref('ref_periods') }} as periods
        on
            indicators.period_type = periods.period_type
            and indicators.first_start_date <= periods.start_date
            and newest_figures.end_date >= periods.end_date
    group by indicators.local_authority_code, indicators.indicator_code
),

ranges as (
    select
        indicators.local_authority_code,
        indicators.indicator_code,
        indicators.period_type,
        indicators.pinned_start_date,
        coalesce(
            landed.from_date,
            indicators.pinned_start_date,
            in_time.start_date,
            indicators.first_start_date
        ) as from_date,
        coalesce(
            landed.to_date,
            indicators.pinned_start_date,
            in_time.start_date,
            indicators.first_start_date
        ) as to_date
    from indicators
    left join landed_ranges as landed
        on
            indicators.local_authority_code = landed.local_authority_code
            and indicators.indicator_code = landed.indicator_code
    left join periods_in_time as in_time
        on
            indicators.local_authority_code = in_time.local_authority_code
            and indicators.indicator_code = in_time.indicator_code
),

indicator_periods as (
    select
        ranges.local_authority_code,
        ranges.indicator_code,
        periods.period_code
    from ranges
    inner join {{ ref('ref_periods') }} as periods
        on
            ranges.period_type = periods.period_type
            and periods.start_date
            between least(ranges.from_date, coalesce(
                ranges.pinned_start_date, ranges.from_date
            ))
            and greatest(ranges.to_date, coalesce(
                ranges.pinned_start_date, ranges.to_date
            ))
)

select * from indicator_periods
