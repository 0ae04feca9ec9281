-- One row per setting or service, weekday and kind of week of the latest list of hours.
-- A place without a row has hours that are not known: it is not closed. A row for a
-- number that neither list holds is left out here and counted as sent.
with

known_places as (
    select
        'setting' as place_kind,
        local_authority_code,
        setting_code as place_code,
        council_setting_code as listed_code
    from {{ ref('int_settings__settings') }}
    where council_setting_code is not null

    union all

    select
        'service' as place_kind,
        local_authority_code,
        service_code as place_code,
        service_code as listed_code
    from {{ ref('int_settings__services') }}
),

hours as (
    select
        known_places.place_kind,
        known_places.local_authority_code,
        known_places.place_code,
        listed_hours.weekday,
        listed_hours.weeks,
        listed_hours.opens_at,
        listed_hours.closes_at,
        listed_hours.period_code,
        listed_hours.is_synthetic
    from {{ ref('stg_council__setting_hours') }} as listed_hours
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            listed_hours.local_authority_code = latest.local_authority_code
            and listed_hours.period_code = latest.period_code
            and latest.dataset_code = 'setting_hours'
    inner join known_places
        on
            listed_hours.local_authority_code = known_places.local_authority_code
            and listed_hours.setting_id = known_places.listed_code
    where listed_hours.reject_reason_code is null
)

select * from hours
