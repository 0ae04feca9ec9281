{{ config(materialized='ephemeral') }}

-- One row per nation, day of birth and an age at which an entitlement begins or ends:
-- when the age is reached, and the first day of the term after it. A month without the
-- day (nine months after 31 May, a birthday on 29 February) counts with its last day;
-- read as the day after, it is the same term where every term begins after a 31st.
with

birthdays as (
    select * from {{ ref('int_entitlements__birthdays') }}
),

entitlements as (
    select * from {{ ref('ref_entitlements') }}
),

terms as (
    select * from {{ ref('ref_funding_terms') }}
),

ages as (
    select
        code_letters,
        age_from_months as age_months
    from entitlements

    union distinct

    select
        code_letters,
        age_to_months as age_months
    from entitlements
),

days_reached as (
    select
        ages.code_letters,
        birthdays.born_date,
        ages.age_months,
        cast(
            birthdays.born_date + ages.age_months * interval '1' month as date
        ) as reached_date
    from birthdays
    cross join ages
),

terms_after as (
    select
        days_reached.code_letters,
        days_reached.born_date,
        days_reached.age_months,
        days_reached.reached_date,
        {{ date_in_year(
            'extract(year from days_reached.reached_date) + terms.starts_years_later',
            'terms.starts_on'
        ) }} as term_date
    from days_reached
    inner join terms
        on
            days_reached.code_letters = terms.code_letters
            and {{ month_day('days_reached.reached_date') }}
            between terms.reached_from and terms.reached_to
)

select * from terms_after
