-- One row per setting or service of the latest lists with the address that may be used
-- to place it: none where Ofsted withholds it or a home may not be named.
with

addresses as (
    select
        'setting' as place_kind,
        local_authority_code,
        setting_code as place_code,
        postcode,
        latitude,
        longitude,
        case
            when is_redacted then 'redacted'
            when is_home_based and not may_be_named then 'withheld'
        end as withheld_status
    from {{ ref('int_settings__known_settings') }}

    union all

    select
        'service' as place_kind,
        services.local_authority_code,
        services.service_id as place_code,
        services.postcode,
        services.latitude,
        services.longitude,
        cast(null as string) as withheld_status
    from {{ ref('stg_council__early_years_services') }} as services
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            services.local_authority_code = latest.local_authority_code
            and services.period_code = latest.period_code
            and latest.dataset_code = 'early_years_services'
    where services.reject_reason_code is null
),

usable_addresses as (
    select
        place_kind,
        local_authority_code,
        place_code,
        withheld_status,
        case
            when withheld_status is null then replace(upper(postcode), ' ', '')
        end as postcode_key,
        case
            when withheld_status is null and longitude is not null then latitude
        end as latitude,
        case
            when withheld_status is null and latitude is not null then longitude
        end as longitude
    from addresses
)

select * from usable_addresses
