with

segments as (
    select * from {{ ref('policy_segments') }}
)

select
    segments.segment_code,
    segments.segment_label,
    segments.segment_description,
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('segments') }} as caution_codes,
    {{ caution_text('segments') }} as caution
from segments
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
