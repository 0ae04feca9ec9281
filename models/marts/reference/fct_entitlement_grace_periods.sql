with

periods as (
    select * from {{ ref('int_entitlements__grace_periods') }}
),

grace_texts as (
    select * from {{ ref('int_entitlements__grace_texts') }}
)

select
    periods.code_ends_from_date,
    periods.code_ends_to_date,
    {{ date_in_words('periods.code_ends_from_date') }} || ' to '
    || {{ date_in_words('periods.code_ends_to_date') }} as code_ends_period,
    periods.place_kept_until_date,
    grace_texts.grace_text,
    periods.official_source,
    periods.source_address,
    -- Rules are nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('entitlements') }} as caution_codes,
    {{ caution_text('entitlements') }} as caution
from periods
left join grace_texts on periods.code_ends_from_date = grace_texts.code_ends_from_date
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
