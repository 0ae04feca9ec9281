-- One row per council, indicator, its period, and a source with the period that it must
-- have: its own, or the one that policy fixes (a population of another year).
with

source_periods as (
    select
        indicator_periods.local_authority_code,
        indicator_periods.indicator_code,
        indicator_periods.period_code,
        sources.dataset_code,
        sources.measures,
        coalesce(
            sources.source_period_code, indicator_periods.period_code
        ) as source_period_code
    from {{ ref('int_counted__indicator_periods') }} as indicator_periods
    inner join {{ ref('policy_indicator_sources') }} as sources
        on indicator_periods.indicator_code = sources.indicator_code
)

select * from source_periods
