{{ config(materialized='ephemeral') }}

-- One row per early years setting of a ward, measure and category about what it offers
-- to whom and when: funded places by age, and hours. A setting for which this is not
-- known is in neither numerator nor denominator.
with

ward_settings as (
    select * from {{ ref('int_provision__ward_settings') }}
),

offers as (
    select
        ward_settings.local_authority_code,
        ward_settings.registered_local_authority_code,
        ward_settings.setting_code,
        ward_settings.ward_code,
        ages.funded_age,
        funded.offers_funded,
        funded.funded_places_count,
        ward_settings.is_synthetic
        or coalesce(funded.is_synthetic, false) as is_synthetic
    from ward_settings
    cross join {{ ref('policy_funded_ages') }} as ages
    left join {{ ref('int_settings__funded_ages') }} as funded
        on
            ward_settings.registered_local_authority_code
            = funded.local_authority_code
            and ward_settings.setting_code = funded.setting_code
            and ages.funded_age = funded.funded_age
),

offer_counts as (
    select
        'offers_funded' as measure_code,
        funded_age as category_code,
        local_authority_code,
        registered_local_authority_code,
        setting_code,
        ward_code,
        case offers_funded when 'yes' then 1 when 'no' then 0 end as counted_count,
        case when offers_funded in ('yes', 'no') then 1 end as counted_of_count,
        is_synthetic
    from offers

    union all

    select
        'funded_places_per_100_children' as measure_code,
        funded_age as category_code,
        local_authority_code,
        registered_local_authority_code,
        setting_code,
        ward_code,
        funded_places_count as counted_count,
        cast(null as integer) as counted_of_count,
        is_synthetic
    from offers

    union all

    select
        'open_hours' as measure_code,
        kinds.hours_kind_code as category_code,
        ward_settings.local_authority_code,
        ward_settings.registered_local_authority_code,
        ward_settings.setting_code,
        ward_settings.ward_code,
        case
            when hours.is_open_so then 1 when not hours.is_open_so then 0
        end as counted_count,
        case when hours.is_open_so is not null then 1 end as counted_of_count,
        ward_settings.is_synthetic
    from ward_settings
    cross join {{ ref('policy_hours_kinds') }} as kinds
    left join {{ ref('int_settings__hours_kinds') }} as hours
        on
            ward_settings.registered_local_authority_code
            = hours.local_authority_code
            and ward_settings.setting_code = hours.place_code
            and hours.place_kind = 'setting'
            and kinds.hours_kind_code = hours.hours_kind_code
)

select * from offer_counts
