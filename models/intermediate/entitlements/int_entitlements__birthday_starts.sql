{{ config(materialized='ephemeral') }}

-- One row per entitlement and day of birth: the first and the last day of the hours.
-- They begin with the term after the age is reached, or on the first day of the offer
-- where that is later, and end before the term after the child has outgrown them, or
-- with the offer. Who never gets any hours has a status that says why.
with

entitlements as (
    select * from {{ ref('ref_entitlements') }}
),

terms_after as (
    select * from {{ ref('int_entitlements__terms_after') }}
),

possible_days as (
    select
        entitlements.entitlement_code,
        begins.born_date,
        entitlements.last_date as offer_last_date,
        greatest(begins.term_date, entitlements.first_date) as start_date,
        cast(ends.term_date - interval '1' day as date) as outgrown_date
    from entitlements
    inner join terms_after as begins
        on
            entitlements.code_letters = begins.code_letters
            and entitlements.age_from_months = begins.age_months
    inner join terms_after as ends
        on
            begins.code_letters = ends.code_letters
            and begins.born_date = ends.born_date
            and entitlements.age_to_months = ends.age_months
),

with_status as (
    select
        *,
        case
            when start_date > outgrown_date then 'too_old'
            when start_date > offer_last_date then 'offer_over'
            else 'can_start'
        end as start_status
    from possible_days
),

starts as (
    select
        entitlement_code,
        born_date,
        start_status,
        case when start_status = 'can_start' then start_date end as can_start_date,
        case
            when start_status = 'can_start'
                then least(outgrown_date, coalesce(offer_last_date, outgrown_date))
        end as place_until_date,
        start_status = 'can_start'
        and coalesce(offer_last_date < outgrown_date, false) as is_ended_by_offer
    from with_status
)

select * from starts
