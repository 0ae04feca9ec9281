{{ config(materialized='ephemeral') }}

-- One row per day in the years of birth that policy asks for: the rules are tried on
-- each day, so that no edge of a term is left to a formula.
with

settings as (
    select * from {{ ref('int_policy__entitlement_settings') }}
),

days as (
    select
        cast(
            {{ date_in_year('settings.entitlement_first_birth_year', "'01-01'") }}
            + numbers.whole_number * interval '1' day as date
        ) as born_date,
        settings.entitlement_last_birth_year
    from {{ ref('int_policy__whole_numbers') }} as numbers
    cross join settings
),

birthdays as (
    select born_date
    from days
    where extract(year from born_date) <= entitlement_last_birth_year
)

select * from birthdays
