{{ config(materialized='ephemeral') }}

-- One row per setting or service that everyone may know of. What the directory of
-- services has, such as children's centres, stands there alone and not twice.
with

listed_services as (
    select distinct
        local_authority_code,
        service_type_code
    from {{ ref('int_settings__services') }}
),

public_places as (
    select
        'setting' as place_kind,
        listed.local_authority_code,
        listed.setting_code as place_code,
        listed.setting_name as place_name,
        listed.setting_type_code as place_type_code,
        listed.setting_type_label as place_type_label,
        listed.latitude,
        listed.longitude,
        listed.period_code,
        listed.is_synthetic
    from {{ ref('int_disclosure__public_settings') }} as listed
    left join listed_services
        on
            listed.local_authority_code = listed_services.local_authority_code
            and listed.setting_type_code = listed_services.service_type_code
    where listed_services.service_type_code is null

    union all

    select
        'service' as place_kind,
        local_authority_code,
        service_code as place_code,
        service_name as place_name,
        service_type_code as place_type_code,
        service_type_label as place_type_label,
        latitude,
        longitude,
        period_code,
        is_synthetic
    from {{ ref('int_settings__services') }}
)

select * from public_places
