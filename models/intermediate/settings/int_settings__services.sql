-- One row per service of the latest directory with where it is. Contacts are those of
-- the service and never of a person, as the contract asks.
with

services as (
    select
        directory.local_authority_code,
        directory.service_id as service_code,
        directory.service_type as service_type_code,
        service_types.value_label as service_type_label,
        directory.service_name,
        directory.venue_name,
        directory.postcode,
        places.latitude,
        places.longitude,
        places.ward_code,
        places.area_local_authority_code,
        places.place_status,
        directory.contact_phone,
        directory.contact_email,
        directory.website,
        directory.period_code,
        directory.is_synthetic
    from {{ ref('stg_council__early_years_services') }} as directory
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            directory.local_authority_code = latest.local_authority_code
            and directory.period_code = latest.period_code
            and latest.dataset_code = 'early_years_services'
    inner join {{ ref('ref_contract_values') }} as service_types
        on
            directory.service_type = service_types.allowed_value
            and service_types.dataset_code = 'early_years_services'
            and service_types.column_name = 'service_type'
    inner join {{ ref('int_settings__places') }} as places
        on
            directory.local_authority_code = places.local_authority_code
            and directory.service_id = places.place_code
            and places.place_kind = 'service'
    where directory.reject_reason_code is null
)

select * from services
