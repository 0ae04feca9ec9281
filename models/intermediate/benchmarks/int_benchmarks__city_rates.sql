-- One row per council, source, edition group, measure, period and group of children:
-- the council's figure as published, and as worked out here from what its providers
-- sent. The latter stands beside each edition that has something to compare it with.
with

published_rates as (
    select * from {{ ref('int_benchmarks__comparator_rates') }}
),

editions as (
    select distinct
        local_authority_code,
        edition_group,
        measure_code,
        period_code,
        breakdown_topic,
        breakdown_category
    from published_rates
),

city_rates as (
    select
        local_authority_code,
        'published' as figure_source,
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
    from published_rates
    where comparator_code = 'own'

    union all

    select
        own_rates.local_authority_code,
        'computed' as figure_source,
        editions.edition_group,
        own_rates.dataset_code,
        own_rates.measure_code,
        own_rates.period_code,
        own_rates.breakdown_topic,
        own_rates.breakdown_category,
        own_rates.numerator_count,
        own_rates.denominator_count,
        own_rates.rate,
        own_rates.lower_95_rate,
        own_rates.upper_95_rate,
        own_rates.is_synthetic
    from {{ ref('int_benchmarks__own_rates') }} as own_rates
    inner join editions
        on
            own_rates.local_authority_code = editions.local_authority_code
            and own_rates.measure_code = editions.measure_code
            and own_rates.period_code = editions.period_code
            and own_rates.breakdown_topic = editions.breakdown_topic
            and own_rates.breakdown_category = editions.breakdown_category
)

select * from city_rates
