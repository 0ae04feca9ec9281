{{ config(materialized='ephemeral') }}

-- One row per figure of the council and comparator of it, whether or not the comparator
-- has a figure: how far apart the two are.
with

city_rates as (
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
),

comparators as (
    select
        local_authority_code,
        comparator_code,
        comparator_label,
        cast(count(*) as integer) as expected_areas_count
    from {{ ref('int_benchmarks__areas') }}
    where comparator_code != 'own'
    group by local_authority_code, comparator_code, comparator_label
),

differences as (
    select
        city_rates.*,
        comparators.comparator_code,
        comparators.comparator_label,
        comparators.expected_areas_count,
        rates.rate as comparator_rate,
        rates.lower_95_rate as comparator_lower_95_rate,
        rates.upper_95_rate as comparator_upper_95_rate,
        rates.lowest_rate as lowest_area_rate,
        rates.highest_rate as highest_area_rate,
        coalesce(rates.areas_count, 0) as areas_count,
        rates.denominator_count as comparator_denominator_count,
        rates.edition as comparator_edition,
        city_rates.rate - rates.rate as difference_rate,
        {{ difference_limit(
            'city_rates.rate', 'city_rates.lower_95_rate', 'rates.rate', 'rates.upper_95_rate',
            'lower'
        ) }} as difference_lower_95_rate,
        {{ difference_limit(
            'city_rates.rate', 'city_rates.upper_95_rate', 'rates.rate', 'rates.lower_95_rate',
            'upper'
        ) }} as difference_upper_95_rate,
        case when rates.rate is null then 'not_available' else 'observed' end
            as comparison_status,
        city_rates.is_synthetic or coalesce(rates.is_synthetic, false)
            as is_any_synthetic
    from city_rates
    inner join comparators
        on city_rates.local_authority_code = comparators.local_authority_code
    left join {{ ref('int_benchmarks__comparator_rates') }} as rates
        on
            city_rates.local_authority_code = rates.local_authority_code
            and comparators.comparator_code = rates.comparator_code
            and city_rates.edition_group = rates.edition_group
            and city_rates.measure_code = rates.measure_code
            and city_rates.period_code = rates.period_code
            and city_rates.breakdown_topic = rates.breakdown_topic
            and city_rates.breakdown_category = rates.breakdown_category
)

select * from differences
