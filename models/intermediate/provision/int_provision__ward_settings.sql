-- One row per early years setting that lies in a ward of a served council, whoever
-- registers it: the ward is where it is.
with

ward_settings as (
    select
        area_local_authority_code as local_authority_code,
        local_authority_code as registered_local_authority_code,
        ward_code,
        setting_code,
        setting_type_code,
        places_count,
        has_offer,
        has_hours,
        has_judgement,
        is_synthetic
    from {{ ref('int_settings__setting_facts') }}
    where is_early_years_place and ward_code is not null
)

select * from ward_settings
