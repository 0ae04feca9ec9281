-- One row per nation and range of days on which a code runs out, in each year in which
-- a child of the birthdays shown may have one: until when one who uses it keeps the
-- hours.
with

settings as (
    select * from {{ ref('int_policy__entitlement_settings') }}
),

entitlements as (
    select
        code_letters,
        max(age_to_months) as oldest_months
    from {{ ref('ref_entitlements') }}
    where is_code_needed
    group by code_letters
),

years as (
    select
        entitlements.code_letters,
        numbers.whole_number as code_ends_year
    from {{ ref('int_policy__whole_numbers') }} as numbers
    cross join settings
    cross join entitlements
    where
        numbers.whole_number >= settings.grace_first_year
        and numbers.whole_number * 12
        <= settings.entitlement_last_birth_year * 12 + entitlements.oldest_months
),

grace_periods as (
    select
        rules.code_letters,
        {{ date_in_year('years.code_ends_year', 'rules.code_ends_from') }}
            as code_ends_from_date,
        {{ date_in_year('years.code_ends_year', 'rules.code_ends_to') }}
            as code_ends_to_date,
        {{ date_in_year(
            'years.code_ends_year + rules.kept_years_later', 'rules.kept_until'
        ) }} as place_kept_until_date,
        rules.official_source,
        rules.source_address
    from years
    inner join {{ ref('ref_grace_periods') }} as rules
        on years.code_letters = rules.code_letters
)

select * from grace_periods
