{{ config(materialized='ephemeral') }}

-- One row per row of the latest funded places or hours whose setting stands in no list
-- that counts: hours may also be of a service. It is kept, and tells of no setting.
with

sent_rows as (
    select
        'funded_places' as dataset_code,
        local_authority_code,
        period_code,
        setting_id,
        row_key
    from {{ ref('stg_council__funded_places') }}
    where reject_reason_code is null

    union all

    select
        'setting_hours' as dataset_code,
        local_authority_code,
        period_code,
        setting_id,
        row_key
    from {{ ref('stg_council__setting_hours') }}
    where reject_reason_code is null
),

listed_numbers as (
    select
        'funded_places' as dataset_code,
        local_authority_code,
        council_setting_code as setting_id
    from {{ ref('int_settings__council_list') }}

    union all

    select
        'setting_hours' as dataset_code,
        local_authority_code,
        council_setting_code as setting_id
    from {{ ref('int_settings__council_list') }}

    union all

    select
        'setting_hours' as dataset_code,
        local_authority_code,
        place_code as setting_id
    from {{ ref('int_settings__places') }}
    where place_kind = 'service'
),

unknown_settings as (
    select
        sent_rows.dataset_code,
        sent_rows.local_authority_code,
        sent_rows.period_code,
        sent_rows.row_key,
        'setting_id' as column_name,
        sent_rows.setting_id as found_value,
        'setting_unknown' as reason_code
    from sent_rows
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            sent_rows.dataset_code = latest.dataset_code
            and sent_rows.local_authority_code = latest.local_authority_code
            and sent_rows.period_code = latest.period_code
    left join listed_numbers
        on
            sent_rows.dataset_code = listed_numbers.dataset_code
            and sent_rows.local_authority_code = listed_numbers.local_authority_code
            and sent_rows.setting_id = listed_numbers.setting_id
    where listed_numbers.setting_id is null
)

select * from unknown_settings
