{{ config(materialized='ephemeral') }}

-- One row per range of birthdays: its days as sentences, from the texts of policy that
-- fit its status, its entitlement, and what comes after its first and last day.
with

ranges as (
    select * from {{ ref('int_entitlements__birthday_ranges') }}
),

filled_texts as (
    select
        ranges.entitlement_code,
        ranges.born_from_date,
        texts.text_order,
        {{ filled_text('texts.text_template', {
            'label': 'entitlements.entitlement_label',
            'born_from': date_in_words('ranges.born_from_date'),
            'born_to': date_in_words('ranges.born_to_date'),
            'can_start': date_in_words('ranges.can_start_date'),
            'term': 'ranges.term_period',
            'code_needed_by': date_in_words('ranges.code_needed_by_date'),
            'place_until': date_in_words('ranges.place_until_date'),
            'first_day': date_in_words('entitlements.first_date'),
            'last_day': date_in_words('entitlements.last_date'),
            'next_hours': 'cast(next_offers.hours_a_week as string)',
            'next_first_day': date_in_words('next_offers.first_date')
        }) }} as filled_text
    from ranges
    inner join {{ ref('ref_entitlements') }} as entitlements
        on ranges.entitlement_code = entitlements.entitlement_code
    left join {{ ref('ref_entitlements') }} as next_offers
        on entitlements.replaced_by_code = next_offers.entitlement_code
    inner join {{ ref('policy_entitlement_texts') }} as texts
        on
            ranges.start_status = texts.subject_code
            and entitlements.is_code_needed = coalesce(
                texts.is_code_needed, entitlements.is_code_needed
            )
            and entitlements.is_ended_by_reception = coalesce(
                texts.is_ended_by_reception, entitlements.is_ended_by_reception
            )
            and ranges.is_ended_by_offer = coalesce(
                texts.is_ended_by_offer, ranges.is_ended_by_offer
            )
            and ranges.is_term_after_in_time = coalesce(
                texts.is_term_after_in_time, ranges.is_term_after_in_time
            )
),

start_texts as (
    select
        entitlement_code,
        born_from_date,
        {{ joined_text('filled_text', 'text_order') }} as start_text
    from filled_texts
    group by entitlement_code, born_from_date
)

select * from start_texts
