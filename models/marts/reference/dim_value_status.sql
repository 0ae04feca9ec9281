with

statuses as (
    select * from {{ ref('ref_value_statuses') }}
)

select
    statuses.value_status,
    statuses.status_label as value_status_label,
    statuses.public_symbol,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from statuses
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
