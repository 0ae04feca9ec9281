-- One row per setting that Ofsted's register, the council's list or both hold. Where
-- both do, the register says kind and places of registration, and the list adds its
-- number and coordinates. A home may be named where Ofsted names it and the council
-- does not object; one that the register does not hold, or withholds, may not. Nothing
-- may that a latest list withholds by its number, wherever it stands.
with

register as (
    select * from {{ ref('int_settings__register') }}
),

council_list as (
    select * from {{ ref('int_settings__council_list') }}
),

joined_settings as (
    select
        coalesce(register.local_authority_code, council_list.local_authority_code)
            as local_authority_code,
        coalesce(register.urn, council_list.urn) as urn,
        upper(coalesce(register.urn, council_list.given_urn)) as number_of_ofsted,
        council_list.council_setting_code,
        register.period_code as register_period_code,
        council_list.period_code as list_period_code,
        coalesce(register.setting_type_code, council_list.setting_type_code)
            as setting_type_code,
        case
            when not register.is_redacted then register.setting_name
        end as register_name,
        council_list.setting_name as list_name,
        coalesce(register.is_open, true) as is_open,
        register.is_on_early_years_register,
        coalesce(register.places_count, council_list.places_count) as places_count,
        coalesce(council_list.postcode, register.postcode) as postcode,
        council_list.latitude,
        council_list.longitude,
        council_list.contact_phone,
        council_list.website,
        coalesce(register.is_synthetic, false)
        or coalesce(council_list.is_synthetic, false) as is_synthetic
    from register
    full outer join council_list
        on
            register.local_authority_code = council_list.local_authority_code
            and upper(register.urn) = council_list.urn
),

consented_settings as (
    select
        joined_settings.*,
        coalesce(by_urn.is_redacted, false) as is_redacted,
        not coalesce(by_urn.is_refused, false)
        and not coalesce(by_council.is_refused, false) as council_allows_name
    from joined_settings
    left join {{ ref('int_settings__withheld_settings') }} as by_urn
        on
            joined_settings.number_of_ofsted = by_urn.withheld_number
            and by_urn.local_authority_code is null
    left join {{ ref('int_settings__withheld_settings') }} as by_council
        on
            joined_settings.council_setting_code = by_council.withheld_number
            and joined_settings.local_authority_code = by_council.local_authority_code
),

known_settings as (
    select
        consented_settings.*,
        coalesce(consented_settings.urn, consented_settings.council_setting_code)
            as setting_code,
        kinds.is_early_years_place
        and consented_settings.is_open
        and coalesce(consented_settings.is_on_early_years_register, true)
            as is_early_years_place,
        kinds.is_home_based,
        kinds.is_school_based,
        consented_settings.council_allows_name
        and not consented_settings.is_redacted
        and (not kinds.is_home_based or consented_settings.register_name is not null)
            as may_be_named
    from consented_settings
    inner join {{ ref('policy_setting_types') }} as kinds
        on consented_settings.setting_type_code = kinds.setting_type_code
)

select * from known_settings
