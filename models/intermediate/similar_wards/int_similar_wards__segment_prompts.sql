{{ config(materialized='ephemeral') }}

-- One row per segment with its prompts, one text per topic. They are questions about a
-- place, and say nothing of its families.
with

prompts as (
    select
        subject_code as segment_code,
        text_order as prompt_order,
        case when text_code = 'languages' then wording end as language_prompt_text,
        case when text_code = 'channels' then wording end as channel_prompt_text,
        case when text_code = 'community_groups' then wording end
            as community_prompt_text
    from {{ ref('policy_texts') }}
    where text_kind = 'segment_prompt'
),

segment_prompts as (
    select
        segments.segment_code,
        segments.segment_label,
        segments.segment_description,
        {{ joined_text('prompts.language_prompt_text', 'prompts.prompt_order') }}
            as language_prompt_text,
        {{ joined_text('prompts.channel_prompt_text', 'prompts.prompt_order') }}
            as channel_prompt_text,
        {{ joined_text('prompts.community_prompt_text', 'prompts.prompt_order') }}
            as community_prompt_text
    from {{ ref('policy_segments') }} as segments
    left join prompts on segments.segment_code = prompts.segment_code
    group by
        segments.segment_code, segments.segment_label, segments.segment_description
)

select * from segment_prompts
