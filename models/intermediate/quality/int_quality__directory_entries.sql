{{ config(materialized='ephemeral') }}

-- One row per place in each of a council's latest lists, in one shape, so that
-- the lists can be held against each other. What may not be named has no name here; its
-- number stays, which its owner knows, and its contacts are compared and never shown.
with

known as (
    select * from {{ ref('int_settings__known_settings') }}
),

entries as (
    select
        'settings_register' as dataset_code,
        'setting' as place_kind,
        register.local_authority_code,
        register.urn as place_code,
        known.setting_code as known_code,
        upper(register.urn) as number_key,
        register.period_code,
        case when known.may_be_named then register.setting_name end as place_name,
        known.may_be_named,
        kinds.is_school_based,
        kinds.is_home_based,
        kinds.is_early_years_place
        and register.is_on_early_years_register as is_early_years_place,
        register.is_open,
        register.places_count,
        register.inspection_date,
        cast(null as date) as closed_date,
        register.postcode,
        cast(null as double) as latitude,
        cast(null as double) as longitude,
        cast(null as string) as contact_email,
        cast(null as string) as contact_phone,
        cast(null as string) as website,
        register.is_synthetic
    from {{ ref('int_settings__register') }} as register
    inner join known
        on
            register.local_authority_code = known.local_authority_code
            and register.urn = known.setting_code
    inner join {{ ref('policy_setting_types') }} as kinds
        on register.setting_type_code = kinds.setting_type_code

    union all

    select
        'council_settings' as dataset_code,
        'setting' as place_kind,
        listed.local_authority_code,
        listed.council_setting_code as place_code,
        known.setting_code as known_code,
        listed.given_urn as number_key,
        listed.period_code,
        case when known.may_be_named then listed.setting_name end as place_name,
        known.may_be_named,
        kinds.is_school_based,
        kinds.is_home_based,
        kinds.is_early_years_place,
        cast(null as boolean) as is_open,
        listed.places_count,
        cast(null as date) as inspection_date,
        listed.closed_date,
        listed.postcode,
        listed.latitude,
        listed.longitude,
        listed.contact_email,
        listed.contact_phone,
        listed.website,
        listed.is_synthetic
    from {{ ref('int_settings__council_list') }} as listed
    inner join known
        on
            listed.local_authority_code = known.local_authority_code
            and listed.council_setting_code = known.council_setting_code
    inner join {{ ref('policy_setting_types') }} as kinds
        on listed.setting_type_code = kinds.setting_type_code

    union all

    select
        'early_years_services' as dataset_code,
        'service' as place_kind,
        services.local_authority_code,
        services.service_code as place_code,
        services.service_code as known_code,
        cast(null as string) as number_key,
        services.period_code,
        services.service_name as place_name,
        true as may_be_named,
        false as is_school_based,
        false as is_home_based,
        false as is_early_years_place,
        cast(null as boolean) as is_open,
        cast(null as bigint) as places_count,
        cast(null as date) as inspection_date,
        cast(null as date) as closed_date,
        services.postcode,
        services.latitude,
        services.longitude,
        services.contact_email,
        services.contact_phone,
        services.website,
        services.is_synthetic
    from {{ ref('int_settings__services') }} as services
),

directory_entries as (
    select
        *,
        replace(upper(postcode), ' ', '') as postcode_key,
        translate(lower(place_name), ' .,-()', '') as name_key
    from entries
)

select * from directory_entries
