select
    birthdays.entitlement_code,
    entitlements.code_letters,
    entitlements.entitlement_label,
    entitlements.short_entitlement_label,
    entitlements.who_for_short_text,
    birthdays.born_from_date,
    birthdays.born_to_date,
    birthdays.start_status,
    birthdays.term_period,
    birthdays.can_start_date,
    birthdays.code_needed_by_date,
    birthdays.place_until_date,
    entitlements.hours_a_week,
    birthdays.start_text,
    birthdays.offer_period,
    entitlements.official_source,
    entitlements.source_address,
    birthdays.is_synthetic,
    birthdays.claim_level,
    birthdays.caution_codes,
    birthdays.caution
from {{ ref('fct_entitlement_starts') }} as birthdays
inner join {{ ref('dim_entitlement') }} as entitlements
    on birthdays.entitlement_code = entitlements.entitlement_code
order by birthdays.entitlement_code, birthdays.born_from_date
