{{ config(materialized='ephemeral') }}

-- One row per council, dataset and period of an indicator that knows how many children
-- were due: how many of them were assessed, and in how many wards too few. Where a
-- dataset feeds several such indicators the least covered one speaks for it.
with

covered_indicators as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        cast(sum(denominator_count) as bigint) as children_assessed_count,
        cast(sum(children_due_count) as bigint) as children_due_count,
        round(
            cast(sum(denominator_count) as double) / sum(children_due_count), 9
        ) as coverage_rate,
        count(*) as covered_wards_count,
        count(*) filter (
            where coverage_rate < low_coverage_rate
        ) as low_coverage_wards_count
    from {{ ref('int_indicators__ward_values') }}
    where breakdown_topic = 'total' and coverage_rate is not null
    group by local_authority_code, indicator_code, period_code
),

covered_sources as (
    select
        covered.local_authority_code,
        sources.dataset_code,
        sources.source_period_code as period_code,
        covered.children_assessed_count,
        covered.children_due_count,
        covered.coverage_rate,
        covered.covered_wards_count,
        covered.low_coverage_wards_count
    from covered_indicators as covered
    inner join {{ ref('int_counted__source_periods') }} as sources
        on
            covered.local_authority_code = sources.local_authority_code
            and covered.indicator_code = sources.indicator_code
            and covered.period_code = sources.period_code
            and sources.measures != 'coverage'
    qualify row_number() over (
        partition by
            covered.local_authority_code,
            sources.dataset_code,
            sources.source_period_code
        order by covered.coverage_rate, covered.indicator_code
    ) = 1
)

select * from covered_sources
