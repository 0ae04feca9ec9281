{{ config(materialized='ephemeral') }}

-- One row per council, held_against, measure and group: its children in the newest
-- period that a release counts them for, and their share of all children there.
with

rates as (
    select
        rates.*,
        periods.start_date
    from {{ ref('int_benchmarks__comparator_rates') }} as rates
    inner join {{ ref('ref_periods') }} as periods
        on rates.period_code = periods.period_code
    where
        rates.comparator_code in ('own', 'country') and rates.denominator_count > 0
),

children as (
    select
        rates.local_authority_code,
        rates.comparator_code as held_against,
        rates.measure_code,
        rates.breakdown_topic,
        rates.breakdown_category,
        max_by(rates.denominator_count, rates.start_date) as children_count,
        max_by(rates.period_code, rates.start_date) as children_period_code,
        max_by(
            cast(rates.denominator_count as double) / totals.denominator_count,
            rates.start_date
        ) as share_of_children_rate
    from rates
    left join rates as totals
        on
            rates.local_authority_code = totals.local_authority_code
            and rates.comparator_code = totals.comparator_code
            and rates.edition_group = totals.edition_group
            and rates.measure_code = totals.measure_code
            and rates.period_code = totals.period_code
            and totals.breakdown_topic = 'total'
            and rates.breakdown_topic != 'total'
    group by
        rates.local_authority_code, rates.comparator_code, rates.measure_code,
        rates.breakdown_topic, rates.breakdown_category
)

select * from children
