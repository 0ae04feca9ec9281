-- One row per setting of the latest lists and what is known of it: places, hours, a
-- judgement, a funded offer. What is not known is neither zero nor closed.
with

settings_with_hours as (
    select distinct
        local_authority_code,
        place_code
    from {{ ref('int_settings__hours') }}
    where place_kind = 'setting'
),

settings_with_judgement as (
    select distinct
        local_authority_code,
        setting_code
    from {{ ref('int_settings__inspections') }}
    where outcome_status = 'observed'
),

settings_with_offer as (
    select distinct
        local_authority_code,
        setting_code
    from {{ ref('int_settings__funded_ages') }}
    where offers_funded != 'unknown'
),

setting_facts as (
    select
        listed.local_authority_code,
        listed.setting_code,
        listed.setting_type_code,
        listed.register_period_code,
        listed.list_period_code,
        listed.is_early_years_place,
        listed.ward_code,
        listed.area_local_authority_code,
        listed.places_count,
        offers.setting_code is not null as has_offer,
        hours.place_code is not null as has_hours,
        judgements.setting_code is not null as has_judgement,
        listed.is_synthetic
    from {{ ref('int_settings__settings') }} as listed
    left join settings_with_hours as hours
        on
            listed.local_authority_code = hours.local_authority_code
            and listed.setting_code = hours.place_code
    left join settings_with_judgement as judgements
        on
            listed.local_authority_code = judgements.local_authority_code
            and listed.setting_code = judgements.setting_code
    left join settings_with_offer as offers
        on
            listed.local_authority_code = offers.local_authority_code
            and listed.setting_code = offers.setting_code
)

select * from setting_facts
