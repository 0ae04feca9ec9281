with

comparators as (
    select distinct
        local_authority_code,
        comparator_code,
        comparator_label
    from {{ ref('int_benchmarks__areas') }}
)

select
    comparators.local_authority_code,
    councils.local_authority_name,
    comparators.comparator_code,
    comparators.comparator_label,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from comparators
inner join {{ ref('ref_local_authorities') }} as councils
    on comparators.local_authority_code = councils.local_authority_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
