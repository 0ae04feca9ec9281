-- One row per area's figure that is followed over time. Wards and localities: totals
-- alone, because the groups of one ward are too few children for a change to mean
-- anything. Councils: what was worked out here, and each published edition by itself;
-- editions are never mixed.
with

figures as (
    select
        local_authority_code,
        'ward' as area_level,
        ward_code as area_key,
        'computed' as edition_group,
        indicator_code as series_code,
        breakdown_topic,
        breakdown_category,
        period_code,
        numerator_count,
        denominator_count,
        cast(indicator_value as double) as rate,
        lower_95_rate,
        upper_95_rate,
        1 as areas_count,
        value_status,
        is_recut,
        is_synthetic
    from {{ ref('int_indicators__ward_figures') }}
    where breakdown_topic = 'total'

    union all

    select
        local_authority_code,
        'locality' as area_level,
        area_code as area_key,
        'computed' as edition_group,
        indicator_code as series_code,
        breakdown_topic,
        breakdown_category,
        period_code,
        numerator_count,
        denominator_count,
        indicator_value as rate,
        lower_95_rate,
        upper_95_rate,
        wards_count as areas_count,
        value_status,
        is_recut,
        is_synthetic
    from {{ ref('int_indicators__larger_area_figures') }}
    where area_type = 'locality' and breakdown_topic = 'total'

    union all

    select
        local_authority_code,
        'council' as area_level,
        'own' as area_key,
        'computed' as edition_group,
        indicator_code as series_code,
        breakdown_topic,
        breakdown_category,
        period_code,
        numerator_count,
        denominator_count,
        indicator_value as rate,
        lower_95_rate,
        upper_95_rate,
        1 as areas_count,
        value_status,
        is_recut,
        is_synthetic
    from {{ ref('int_indicators__larger_area_figures') }}
    where area_type = 'local_authority' and population_basis = 'provider'

    union all

    select
        local_authority_code,
        'council' as area_level,
        comparator_code as area_key,
        edition_group,
        measure_code as series_code,
        breakdown_topic,
        breakdown_category,
        period_code,
        numerator_count,
        denominator_count,
        rate,
        lower_95_rate,
        upper_95_rate,
        areas_count,
        'observed' as value_status,
        false as is_recut,
        is_synthetic
    from {{ ref('int_benchmarks__comparator_rates') }}
)

select * from figures
