{{ config(materialized='ephemeral') }}

-- One row per served council and type of setting in a home of which some are withheld:
-- a count by ward would be of those alone that may be named.
with

withheld_types as (
    select distinct
        listed.local_authority_code,
        listed.setting_type_code
    from {{ ref('int_settings__settings') }} as listed
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            listed.local_authority_code = councils.local_authority_code
            and councils.is_served
    where
        listed.is_home_based
        and listed.is_early_years_place
        and listed.place_status in ('redacted', 'withheld')
)

select * from withheld_types
