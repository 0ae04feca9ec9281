select
    prompts.segment_code,
    segments.segment_label,
    prompts.prompt_order,
    prompts.prompt_topic,
    prompts.prompt_text,
    prompts.statement_kind,
    prompts.is_synthetic,
    prompts.claim_level,
    prompts.caution
from {{ ref('fct_segment_prompts') }} as prompts
inner join {{ ref('dim_segment') }} as segments
    on prompts.segment_code = segments.segment_code
order by prompts.segment_code, prompts.prompt_order
