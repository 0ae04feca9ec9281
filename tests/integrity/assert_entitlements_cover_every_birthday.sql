-- What it checks: the ranges of birthdays of each entitlement go from the first to the
-- last day of the years of birth without gap or overlap, and no sentence about a start
-- or a grace period still has a name in braces.
-- Why it matters: a parent whose child falls between two ranges finds nothing.
-- What to do: see int_entitlements__birthday_ranges, or the text that is shown.
with

years as (
    select
        {{ date_in_year('entitlement_first_birth_year', "'01-01'") }} as first_date,
        {{ date_in_year('entitlement_last_birth_year', "'12-31'") }} as last_date
    from {{ ref('int_policy__entitlement_settings') }}
),

ranges as (
    select
        entitlement_code,
        born_from_date,
        born_to_date,
        lag(born_to_date) over (
            partition by entitlement_code order by born_from_date
        ) as previous_to_date,
        lead(born_from_date) over (
            partition by entitlement_code order by born_from_date
        ) as next_from_date
    from {{ ref('fct_entitlement_starts') }}
),

problems as (
    select
        'gap or overlap: ' || ranges.entitlement_code || ' at '
        || cast(ranges.born_from_date as string) as problem
    from ranges
    cross join years
    where
        ranges.born_from_date
        != coalesce(ranges.previous_to_date + interval '1' day, years.first_date)
        or ranges.born_to_date < ranges.born_from_date
        or (ranges.next_from_date is null and ranges.born_to_date != years.last_date)

    union all

    select 'no birthday at all: ' || entitlements.entitlement_code as problem
    from {{ ref('dim_entitlement') }} as entitlements
    left join ranges on entitlements.entitlement_code = ranges.entitlement_code
    where ranges.entitlement_code is null

    union all

    select 'a name is left: ' || start_text as problem
    from {{ ref('fct_entitlement_starts') }}
    where position('{' in start_text) > 0

    union all

    select 'a name is left: ' || grace_text as problem
    from {{ ref('fct_entitlement_grace_periods') }}
    where position('{' in grace_text) > 0
)

select problem from problems
