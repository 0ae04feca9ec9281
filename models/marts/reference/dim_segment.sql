with

segments as (
    select * from {{ ref('int_similar_wards__segment_prompts') }}
)

select
    segments.segment_code,
    segments.segment_label,
    segments.segment_description,
    segments.language_prompt_text,
    segments.channel_prompt_text,
    segments.community_prompt_text,
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('segments') }} as caution_codes,
    {{ caution_text('segments') }} as caution
from segments
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
