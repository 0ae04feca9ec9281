{{ config(materialized='ephemeral') }}

-- One row per ward and age: settings within reach that offer funded places, with their
-- places and room as told. A number that none of them told is unknown, and so are all
-- where the council's list was not landed.
with

ward_reach as (
    select
        ward_access.ward_code,
        ages.funded_age,
        ages.outreach_catchment_code as catchment_code,
        councils.period_code,
        ward_access.nearest_mean_metres,
        ward_access.settings_count,
        ward_access.settings_not_told_count,
        ward_access.settings_with_places_count,
        ward_access.places_count,
        case
            when ward_access.settings_count is not null
                then coalesce(room.settings_free_told_count, 0)
        end as settings_free_told_count,
        coalesce(room.settings_with_room_count, 0) as settings_with_room_count,
        coalesce(room.free_places_count, 0) as free_places_count,
        coalesce(ward_access.missing_neighbours_count, 0) > 0 as lacks_neighbours,
        councils.unplaced_settings_count > 0 as lacks_unplaced_settings,
        councils.has_settings
        and not councils.has_school_nurseries as lacks_school_nurseries,
        coalesce(
            ward_access.settings_not_told_count > 0
            or ward_access.settings_with_places_count < ward_access.settings_count,
            false
        ) as lacks_told_places,
        ward_access.is_synthetic
    from {{ ref('int_access__ward_access') }} as ward_access
    inner join {{ ref('policy_funded_ages') }} as ages
        on
            ward_access.age_group_code = ages.funded_age
            and ward_access.catchment_code = ages.outreach_catchment_code
    inner join {{ ref('int_access__councils') }} as councils
        on
            ward_access.local_authority_code = councils.local_authority_code
            and ward_access.age_group_code = councils.age_group_code
    left join {{ ref('int_outreach__reachable_room') }} as room
        on
            ward_access.ward_code = room.ward_code
            and ages.funded_age = room.funded_age
),

statuses as (
    select
        *,
        case
            when settings_count is null then 'not_available'
            when settings_count > 0 and settings_with_places_count = 0 then 'missing'
            else 'observed'
        end as funded_places_status,
        case
            when settings_count is null then 'not_available'
            when settings_count > 0 and settings_free_told_count = 0 then 'missing'
            else 'observed'
        end as free_places_status
    from ward_reach
),

reachable_places as (
    select
        ward_code,
        funded_age,
        catchment_code,
        period_code,
        nearest_mean_metres,
        settings_count,
        settings_not_told_count,
        settings_with_places_count,
        case when funded_places_status = 'observed' then places_count end
            as funded_places_count,
        funded_places_status,
        settings_free_told_count,
        case when free_places_status = 'observed' then settings_with_room_count end
            as settings_with_room_count,
        case when free_places_status = 'observed' then free_places_count end
            as free_places_count,
        free_places_status,
        lacks_neighbours,
        lacks_unplaced_settings,
        lacks_school_nurseries,
        lacks_told_places,
        is_synthetic
    from statuses
)

select * from reachable_places
