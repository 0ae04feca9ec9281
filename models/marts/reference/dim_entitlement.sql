with

served_councils as (
    select local_authority_code
    from {{ ref('ref_local_authorities') }}
    where is_served
),

entitlements as (
    select distinct offers.*
    from {{ ref('ref_entitlements') }} as offers
    inner join served_councils
        on {{ is_of_nation(
            'offers.code_letters', 'served_councils.local_authority_code'
        ) }}
)

select
    entitlements.entitlement_code,
    entitlements.code_letters,
    entitlements.entitlement_label,
    entitlements.short_entitlement_label,
    entitlements.who_for_text,
    entitlements.who_for_short_text,
    entitlements.note_text,
    entitlements.age_from_months,
    entitlements.age_to_months,
    entitlements.hours_a_week,
    entitlements.weeks_a_year,
    entitlements.hours_a_week * entitlements.weeks_a_year as hours_a_year,
    coalesce(
        {{ date_in_words('entitlements.first_date') }} || ' to '
        || {{ date_in_words('entitlements.last_date') }},
        'since ' || {{ date_in_words('entitlements.first_date') }}
    ) as offer_period,
    entitlements.first_date,
    entitlements.last_date,
    entitlements.is_code_needed,
    entitlements.is_ended_by_reception,
    entitlements.official_source,
    entitlements.source_address,
    entitlements.decided_date,
    -- Rules are nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('entitlements') }} as caution_codes,
    {{ caution_text('entitlements') }} as caution
from entitlements
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
