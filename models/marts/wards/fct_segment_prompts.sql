with

prompts as (
    select * from {{ ref('policy_segment_prompts') }}
)

select
    prompts.segment_code,
    prompts.prompt_order,
    prompts.prompt_topic,
    prompts.prompt_text,
    prompts.statement_kind,
    false as is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        texts.area_not_child_text,
        texts.prompt_only_text,
        texts.no_family_voice_text
    ) as caution
from prompts
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
