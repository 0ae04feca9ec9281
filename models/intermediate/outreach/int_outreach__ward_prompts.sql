{{ config(materialized='ephemeral') }}

-- One row a ward that has a segment: the segment's prompts, a text a topic. They are
-- questions about a place, and say nothing of its families.
with

prompts as (
    select
        segment_code,
        prompt_order,
        case when prompt_topic = 'languages' then prompt_text end
            as language_prompt_text,
        case when prompt_topic = 'channels' then prompt_text end
            as channel_prompt_text,
        case when prompt_topic = 'community_groups' then prompt_text end
            as community_prompt_text
    from {{ ref('policy_segment_prompts') }}
),

ward_prompts as (
    select
        assigned.ward_code,
        assigned.segment_code,
        segments.segment_label,
        {{ joined_text('prompts.language_prompt_text', 'prompts.prompt_order') }}
            as language_prompt_text,
        {{ joined_text('prompts.channel_prompt_text', 'prompts.prompt_order') }}
            as channel_prompt_text,
        {{ joined_text('prompts.community_prompt_text', 'prompts.prompt_order') }}
            as community_prompt_text
    from {{ ref('int_similar_wards__segments') }} as assigned
    inner join {{ ref('policy_segments') }} as segments
        on assigned.segment_code = segments.segment_code
    left join prompts on assigned.segment_code = prompts.segment_code
    group by assigned.ward_code, assigned.segment_code, segments.segment_label
)

select * from ward_prompts
