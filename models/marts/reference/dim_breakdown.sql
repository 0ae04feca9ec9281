with

breakdowns as (
    select * from {{ ref('ref_breakdowns') }}
)

select
    breakdowns.breakdown_topic,
    breakdowns.breakdown_category,
    breakdowns.topic_label as breakdown_topic_label,
    breakdowns.category_label as breakdown_category_label,
    breakdowns.sort_order,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from breakdowns
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
