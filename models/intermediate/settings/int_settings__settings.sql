-- One row per setting of the latest lists with what may leave: name, postcode and point
-- only where it may be named. Everything about single settings selects from here.
with

placed_settings as (
    select
        known.local_authority_code,
        known.setting_code,
        known.urn,
        known.council_setting_code,
        known.register_period_code,
        known.list_period_code,
        coalesce(known.register_period_code, known.list_period_code) as period_code,
        known.setting_type_code,
        known.is_open,
        known.is_on_early_years_register,
        known.is_early_years_place,
        known.is_home_based,
        known.is_school_based,
        known.may_be_named,
        case
            when known.may_be_named then coalesce(known.list_name, known.register_name)
        end as setting_name,
        known.places_count,
        places.place_status,
        places.is_placed,
        places.lsoa_2021_code,
        places.ward_code,
        places.area_local_authority_code,
        places.latitude as place_latitude,
        places.longitude as place_longitude,
        case
            when known.may_be_named then coalesce(places.postcode, known.postcode)
        end as postcode,
        case when known.may_be_named then places.latitude end as latitude,
        case when known.may_be_named then places.longitude end as longitude,
        case when known.may_be_named then known.contact_phone end as contact_phone,
        case when known.may_be_named then known.website end as website,
        known.is_synthetic
    from {{ ref('int_settings__known_settings') }} as known
    inner join {{ ref('int_settings__places') }} as places
        on
            known.local_authority_code = places.local_authority_code
            and known.setting_code = places.place_code
            and places.place_kind = 'setting'
)

select * from placed_settings
