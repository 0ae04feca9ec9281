-- One row per provider in the latest month of Ofsted's register, with our type of
-- setting. Providers that are not open or not on the Early Years Register stay and say
-- so; Ofsted knows the places of those on it alone, and what it prints of others is no
-- zero. What it calls by a name that we don't know is of type not_known, and counted.
with

register as (
    select
        *,
        lower(provider_type) as type_key,
        coalesce(lower(provider_subtype), '') as subtype_key,
        lower(provider_status) as status_key
    from {{ ref('stg_ofsted__settings_register') }}
    where reject_reason_code is null
),

type_codes as (
    select
        published_type,
        coalesce(published_subtype, '') as subtype_key,
        setting_type_code
    from {{ ref('xwalk_setting_types') }}
    where publisher = 'ofsted'
),

latest_register as (
    select
        register.local_authority_code,
        register.period_code,
        register.setting_id as urn,
        register.setting_name,
        coalesce(type_codes.setting_type_code, 'not_known') as setting_type_code,
        register.is_on_early_years_register,
        coalesce(statuses.is_open, false) as is_open,
        register.is_redacted,
        register.postcode,
        case
            when register.is_on_early_years_register then register.places_count
        end as places_count,
        register.inspection_date,
        register.overall_effectiveness,
        register.safeguarding_met,
        register.inclusion,
        register.curriculum_and_teaching,
        register.achievement,
        register.behaviour_attitudes_and_routines,
        register.welfare_and_wellbeing,
        register.leadership_and_governance,
        register.childcare_register_inspection_date,
        register.childcare_register_outcome,
        register.is_synthetic
    from register
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            register.local_authority_code = latest.local_authority_code
            and register.period_code = latest.period_code
            and latest.dataset_code = 'settings_register'
    left join type_codes
        on
            register.type_key = type_codes.published_type
            and register.subtype_key = type_codes.subtype_key
    left join {{ ref('xwalk_provider_statuses') }} as statuses
        on register.status_key = statuses.published_status
)

select * from latest_register
