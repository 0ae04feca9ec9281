with

cautions as (
    select * from {{ ref('policy_cautions') }}
)

select
    cautions.caution_code,
    cautions.caution_text,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from cautions
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
