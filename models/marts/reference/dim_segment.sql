-- Segments were fitted to the wards of a council: another council's explain nothing.
with

fitted_segments as (
    select distinct centroids.segment_code
    from {{ ref('ref_segment_centroids') }} as centroids
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            centroids.local_authority_code = councils.local_authority_code
            and councils.is_served
),

segments as (
    select prompts.*
    from {{ ref('int_similar_wards__segment_prompts') }} as prompts
    inner join fitted_segments
        on prompts.segment_code = fitted_segments.segment_code
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
