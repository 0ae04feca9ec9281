{{ config(materialized='ephemeral') }}

-- One row per number, Ofsted's or the council's, that a row of a latest list withholds.
-- Rows that can't be read, or stand twice, count too, and so do other councils' lists:
-- whoever asks not to be named is heard, however badly it was written down.
with

register_rows as (
    select
        upper(register.setting_id) as withheld_number,
        cast(null as string) as local_authority_code,
        coalesce(register.is_redacted, true)
        or coalesce(register.reject_column_name, '') = 'is_redacted'
        or upper(coalesce(register.setting_name, '')) = 'REDACTED'
        or upper(coalesce(register.postcode, '')) = 'REDACTED' as is_redacted,
        false as is_refused
    from {{ ref('stg_ofsted__settings_register') }} as register
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            register.local_authority_code = latest.local_authority_code
            and register.period_code = latest.period_code
            and latest.dataset_code = 'settings_register'
),

refusals as (
    select
        listed.local_authority_code,
        listed.setting_id,
        upper(listed.urn) as urn
    from {{ ref('stg_council__council_settings') }} as listed
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            listed.local_authority_code = latest.local_authority_code
            and listed.period_code = latest.period_code
            and latest.dataset_code = 'council_settings'
    where not coalesce(listed.may_be_named, false)
),

numbers as (
    select * from register_rows

    union all

    select
        urn as withheld_number,
        cast(null as string) as local_authority_code,
        false as is_redacted,
        true as is_refused
    from refusals

    union all

    select
        setting_id as withheld_number,
        local_authority_code,
        false as is_redacted,
        true as is_refused
    from refusals
),

withheld_settings as (
    select
        withheld_number,
        local_authority_code,
        bool_or(is_redacted) as is_redacted,
        bool_or(is_refused) as is_refused
    from numbers
    where
        withheld_number is not null
        and (is_redacted or is_refused)
    group by withheld_number, local_authority_code
)

select * from withheld_settings
