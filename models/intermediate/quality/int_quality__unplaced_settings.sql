-- One row per setting or service of the latest lists that is placed in no area: its
-- place status is the reason. Where a home may not be shown, only that there is one.
with

services as (
    select
        directory.local_authority_code,
        directory.service_id,
        directory.period_code,
        directory.row_key,
        directory.postcode
    from {{ ref('stg_council__early_years_services') }} as directory
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            directory.local_authority_code = latest.local_authority_code
            and directory.period_code = latest.period_code
            and latest.dataset_code = 'early_years_services'
    where directory.reject_reason_code is null
),

unplaced_settings as (
    select
        case
            when register_period_code is null then 'council_settings'
            else 'settings_register'
        end as dataset_code,
        local_authority_code,
        period_code,
        concat_ws(' / ', local_authority_code, period_code, setting_code) as row_key,
        'postcode' as column_name,
        case when may_be_named then postcode else 'not shown' end as found_value,
        place_status as reason_code
    from {{ ref('int_settings__settings') }}
    where not is_placed

    union all

    select
        'early_years_services' as dataset_code,
        places.local_authority_code,
        services.period_code,
        services.row_key,
        'postcode' as column_name,
        services.postcode as found_value,
        places.place_status as reason_code
    from {{ ref('int_settings__places') }} as places
    inner join services
        on
            places.local_authority_code = services.local_authority_code
            and places.place_code = services.service_id
    where places.place_kind = 'service' and not places.is_placed
)

select * from unplaced_settings
