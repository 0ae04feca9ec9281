with

ranges as (
    select * from {{ ref('int_entitlements__birthday_ranges') }}
),

start_texts as (
    select * from {{ ref('int_entitlements__start_texts') }}
)

select
    ranges.entitlement_code,
    ranges.born_from_date,
    ranges.born_to_date,
    ranges.start_status,
    ranges.term_period,
    ranges.can_start_date,
    ranges.code_needed_by_date,
    ranges.place_until_date,
    start_texts.start_text,
    entitlements.offer_period,
    entitlements.is_synthetic,
    entitlements.claim_level,
    entitlements.caution_codes,
    entitlements.caution
from ranges
inner join {{ ref('dim_entitlement') }} as entitlements
    on ranges.entitlement_code = entitlements.entitlement_code
left join start_texts
    on
        ranges.entitlement_code = start_texts.entitlement_code
        and ranges.born_from_date = start_texts.born_from_date
