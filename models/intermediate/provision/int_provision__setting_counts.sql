-- One row per early years setting of a ward, measure and category: what it adds to the
-- numerator and to the denominator, null where that is not known. What is divided by
-- children adds nothing to the denominator here.
{% set known_measures = {
    'places_known': 'places_count is not null',
    'funded_known': 'has_offer',
    'hours_known': 'has_hours',
    'quality_known': 'has_judgement',
} %}

with

ward_settings as (
    select * from {{ ref('int_provision__ward_settings') }}
),

setting_counts as (
    {% for measure in ['places_per_100_children', 'places_per_setting'] %}
    select
        '{{ measure }}' as measure_code,
        'total' as category_code,
        local_authority_code,
        registered_local_authority_code,
        setting_code,
        ward_code,
        places_count as counted_count,
        case when places_count is not null then 1 end as counted_of_count,
        is_synthetic
    from ward_settings

    union all

    {% endfor %}
    {% for measure, count in {
        'settings_by_type': '1', 'places_by_type': 'places_count'
    }.items() %}
    select
        '{{ measure }}' as measure_code,
        categories.category_code,
        ward_settings.local_authority_code,
        ward_settings.registered_local_authority_code,
        ward_settings.setting_code,
        ward_settings.ward_code,
        case
            when ward_settings.setting_type_code = categories.category_code
                then {{ count }}
            when {{ count }} is not null then 0
        end as counted_count,
        {{ count }} as counted_of_count,
        ward_settings.is_synthetic
    from ward_settings
    cross join {{ ref('int_settings__categories') }} as categories
    where categories.category_kind = 'setting_type'

    union all

    {% endfor %}
    {% for measure, condition in known_measures.items() %}
    select
        '{{ measure }}' as measure_code,
        'total' as category_code,
        local_authority_code,
        registered_local_authority_code,
        setting_code,
        ward_code,
        case when {{ condition }} then 1 else 0 end as counted_count,
        1 as counted_of_count,
        is_synthetic
    from ward_settings

    union all

    {% endfor %}
    select
        measure_code,
        category_code,
        local_authority_code,
        registered_local_authority_code,
        setting_code,
        ward_code,
        counted_count,
        counted_of_count,
        is_synthetic
    from {{ ref('int_provision__offer_counts') }}
)

select * from setting_counts
