{{ config(materialized='ephemeral') }}

-- One row per council and list about provision: how many of the early years settings,
-- or services, that should be in it have the information that the list is for.
with

listed_places as (
    select
        'settings_register' as dataset_code,
        local_authority_code,
        has_judgement as is_known
    from {{ ref('int_settings__setting_facts') }}
    where is_early_years_place and register_period_code is not null

    union all

    {% for dataset, condition in {
        'council_settings': 'places_count is not null',
        'funded_places': 'has_offer',
        'setting_hours': 'has_hours',
    }.items() %}
    select
        '{{ dataset }}' as dataset_code,
        local_authority_code,
        {{ condition }} as is_known
    from {{ ref('int_settings__setting_facts') }}
    where is_early_years_place and list_period_code is not null

    union all

    {% endfor %}
    select
        'early_years_services' as dataset_code,
        local_authority_code,
        is_placed as is_known
    from {{ ref('int_settings__places') }}
    where place_kind = 'service'
),

completeness as (
    select
        listed_places.dataset_code,
        listed_places.local_authority_code,
        latest.period_code,
        cast(count(*) as integer) as listed_count,
        cast(
            count(case when listed_places.is_known then 1 end) as integer
        ) as known_count,
        avg(cast(case when listed_places.is_known then 1 else 0 end as double))
            as known_rate
    from listed_places
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            listed_places.dataset_code = latest.dataset_code
            and listed_places.local_authority_code = latest.local_authority_code
    group by
        listed_places.dataset_code,
        listed_places.local_authority_code,
        latest.period_code
)

select * from completeness
