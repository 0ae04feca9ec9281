-- What it checks: terms and grace periods of a nation cover each day of a year once, a
-- leap year's too; a term begins on the day after those that lead to it; offers begin
-- and end, and places end, with a term; no age ends before it begins; an offer that has
-- ended was replaced on the next day by one for all its ages.
-- Why it matters: a day in no term would drop a birthday; an offer that began within a
-- term would give a start that no parent can have.
-- What to do: correct the row of policy or reference that its rows name.
with

terms as (
    select * from {{ ref('ref_funding_terms') }}
),

years as (
    select 2023 as rule_year

    union all

    select 2024 as rule_year
),

rules as (
    select
        'ref_funding_terms' as table_name,
        code_letters,
        reached_from as range_from,
        reached_to as range_to,
        starts_on as follows_on,
        starts_years_later as years_later
    from terms

    union all

    select
        'ref_grace_periods' as table_name,
        grace_periods.code_letters,
        grace_periods.code_ends_from as range_from,
        grace_periods.code_ends_to as range_to,
        grace_periods.kept_until as follows_on,
        grace_periods.kept_years_later as years_later
    from {{ ref('ref_grace_periods') }} as grace_periods
),

days as (
    select
        rules.table_name,
        rules.code_letters,
        years.rule_year,
        {{ date_in_year('years.rule_year', 'rules.range_from') }} as from_date,
        {{ date_in_year('years.rule_year', 'rules.range_to') }} as to_date,
        {{ date_in_year('years.rule_year + rules.years_later', 'rules.follows_on') }}
            as follows_date
    from rules
    cross join years
),

neighbours as (
    select
        *,
        lag(to_date) over (
            partition by table_name, code_letters, rule_year order by from_date
        ) as previous_to_date,
        lead(from_date) over (
            partition by table_name, code_letters, rule_year order by from_date
        ) as next_from_date
    from days
),

first_days as (
    select
        'ref_entitlements, first day: ' || entitlement_code as where_it_stands,
        code_letters,
        first_date as term_date
    from {{ ref('ref_entitlements') }}

    union all

    select
        'ref_entitlements, last day: ' || entitlement_code as where_it_stands,
        code_letters,
        last_date + interval '1' day as term_date
    from {{ ref('ref_entitlements') }}

    union all

    select
        'ref_grace_periods, kept until ' || cast(follows_date as string)
            as where_it_stands,
        code_letters,
        follows_date + interval '1' day as term_date
    from days
    where table_name = 'ref_grace_periods'
),

problems as (
    select table_name || ', gap or overlap at ' || cast(from_date as string) as problem
    from neighbours
    where
        from_date != coalesce(
            previous_to_date + interval '1' day,
            {{ date_in_year('rule_year', "'01-01'") }}
        )
        or to_date < from_date
        or (
            next_from_date is null
            and to_date != {{ date_in_year('rule_year', "'12-31'") }}
        )

    union all

    select table_name || ', what follows ' || cast(to_date as string) as problem
    from days
    where
        follows_date < to_date
        or (
            table_name = 'ref_funding_terms'
            and follows_date != to_date + interval '1' day
        )

    union all

    select 'no first day of a term: ' || first_days.where_it_stands as problem
    from first_days
    left join terms
        on
            first_days.code_letters = terms.code_letters
            and {{ month_day('first_days.term_date') }} = terms.starts_on
    where first_days.term_date is not null and terms.starts_on is null

    union all

    select 'ref_entitlements, ages: ' || entitlement_code as problem
    from {{ ref('ref_entitlements') }}
    where not coalesce(age_from_months < age_to_months, false)

    union all

    select 'ref_entitlements, replaced by: ' || ended.entitlement_code as problem
    from {{ ref('ref_entitlements') }} as ended
    left join {{ ref('ref_entitlements') }} as next_offers
        on
            ended.replaced_by_code = next_offers.entitlement_code
            and ended.code_letters = next_offers.code_letters
            and ended.last_date + interval '1' day = next_offers.first_date
            and ended.age_from_months >= next_offers.age_from_months
            and ended.age_to_months <= next_offers.age_to_months
    where
        coalesce(cast(ended.last_date as string), ended.replaced_by_code) is not null
        and next_offers.entitlement_code is null
)

select problem from problems
