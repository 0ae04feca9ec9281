with

known_settings as (
    select * from {{ ref('int_settings__settings') }}
)

select
    known_settings.local_authority_code,
    known_settings.setting_code,
    known_settings.urn,
    known_settings.council_setting_code,
    known_settings.setting_name,
    known_settings.setting_type_code,
    kinds.setting_type_label,
    known_settings.postcode,
    known_settings.latitude,
    known_settings.longitude,
    known_settings.ward_code,
    known_settings.place_status,
    known_settings.period_code,
    known_settings.register_period_code,
    known_settings.list_period_code,
    known_settings.places_count,
    case
        when known_settings.places_count is null then 'not_available' else 'observed'
    end as places_status,
    known_settings.is_open,
    known_settings.is_early_years_place,
    known_settings.is_home_based,
    known_settings.is_school_based,
    known_settings.may_be_named,
    known_settings.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when known_settings.is_synthetic then texts.synthetic_text end,
        texts.settings_as_listed_text,
        case
            when not known_settings.may_be_named then texts.name_withheld_text
        end
    ) as caution
from known_settings
inner join {{ ref('policy_setting_types') }} as kinds
    on known_settings.setting_type_code = kinds.setting_type_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
