-- One row per entitlement and range of birthdays whose children share their days and
-- what ends the hours, with the term in which they start, the day by which a code is
-- needed and whether a start in the term after is early enough to have any hours.
with

starts as (
    select * from {{ ref('int_entitlements__birthday_starts') }}
),

terms as (
    select * from {{ ref('ref_funding_terms') }}
),

ranges as (
    select
        entitlement_code,
        start_status,
        can_start_date,
        place_until_date,
        is_ended_by_offer,
        min(born_date) as born_from_date,
        max(born_date) as born_to_date
    from starts
    group by
        entitlement_code, start_status, can_start_date, place_until_date,
        is_ended_by_offer
),

ranges_with_terms as (
    select
        ranges.*,
        terms.term_label || ' '
        || cast(extract(year from ranges.can_start_date) as string) as term_period,
        case
            when entitlements.is_code_needed
                then cast(
                    ranges.can_start_date
                    - terms.code_needed_days_before * interval '1' day as date
                )
        end as code_needed_by_date,
        coalesce(
            ranges.place_until_date >= {{ date_in_year(
                'extract(year from ranges.can_start_date)'
                ' + terms_after.starts_years_later',
                'terms_after.starts_on'
            ) }},
            false
        ) as is_term_after_in_time
    from ranges
    inner join {{ ref('ref_entitlements') }} as entitlements
        on ranges.entitlement_code = entitlements.entitlement_code
    left join terms
        on
            entitlements.code_letters = terms.code_letters
            and {{ month_day('ranges.can_start_date') }} = terms.starts_on
    left join terms as terms_after
        on
            entitlements.code_letters = terms_after.code_letters
            and {{ month_day('ranges.can_start_date') }}
            between terms_after.reached_from and terms_after.reached_to
)

select * from ranges_with_terms
