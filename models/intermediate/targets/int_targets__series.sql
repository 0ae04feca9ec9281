{{ config(materialized='ephemeral') }}

-- One row per published rate of the edition that reaches furthest, of the council and
-- the country: per council, held_against, measure, group of children and period.
-- is_comparable says that no break lies between it and the newest.
with

rates as (
    select
        rates.local_authority_code,
        rates.comparator_code as held_against,
        rates.edition_group,
        rates.measure_code,
        rates.breakdown_topic,
        rates.breakdown_category,
        rates.period_code,
        periods.previous_period_code,
        periods.start_date,
        rates.rate,
        rates.denominator_count,
        rates.is_synthetic
    from {{ ref('int_benchmarks__comparator_rates') }} as rates
    inner join {{ ref('int_benchmarks__previous_periods') }} as periods
        on rates.period_code = periods.period_code
    where rates.comparator_code in ('own', 'country') and rates.rate is not null
),

-- Of two editions that reach as far, the one with more periods.
editions as (
    select
        local_authority_code,
        held_against,
        measure_code,
        breakdown_topic,
        breakdown_category,
        edition_group,
        max(start_date) as latest_start_date,
        row_number() over (
            partition by
                local_authority_code, held_against, measure_code, breakdown_topic,
                breakdown_category
            order by max(start_date) desc, count(*) desc, edition_group asc
        ) as edition_order
    from rates
    group by
        local_authority_code, held_against, measure_code, breakdown_topic,
        breakdown_category, edition_group
),

breaks as (
    select
        series_breaks.series_code,
        series_breaks.breakdown_topic,
        periods.start_date as break_date
    from {{ ref('ref_series_breaks') }} as series_breaks
    inner join {{ ref('ref_periods') }} as periods
        on series_breaks.first_period_code = periods.period_code
),

series as (
    select
        rates.local_authority_code,
        rates.held_against,
        rates.edition_group,
        rates.measure_code,
        rates.breakdown_topic,
        rates.breakdown_category,
        rates.period_code,
        rates.previous_period_code,
        rates.start_date,
        rates.rate,
        rates.is_synthetic,
        editions.latest_start_date,
        rates.start_date = editions.latest_start_date as is_latest,
        not coalesce(bool_or(
            breaks.break_date > rates.start_date
            and breaks.break_date <= editions.latest_start_date
        ), false) as is_comparable
    from rates
    inner join editions
        on
            rates.local_authority_code = editions.local_authority_code
            and rates.held_against = editions.held_against
            and rates.measure_code = editions.measure_code
            and rates.breakdown_topic = editions.breakdown_topic
            and rates.breakdown_category = editions.breakdown_category
            and rates.edition_group = editions.edition_group
    left join breaks
        on
            rates.measure_code = breaks.series_code
            and coalesce(breaks.breakdown_topic, rates.breakdown_topic)
            = rates.breakdown_topic
    where editions.edition_order = 1
    group by
        rates.local_authority_code, rates.held_against, rates.edition_group,
        rates.measure_code, rates.breakdown_topic, rates.breakdown_category,
        rates.period_code, rates.previous_period_code, rates.start_date, rates.rate,
        rates.is_synthetic, editions.latest_start_date
)

select * from series
