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
    concat_ws(
        ' ',
        texts.area_not_child_text,
        texts.definition_only_text,
        texts.residents_not_children_text,
        texts.segment_is_relative_text
    ) as caution
from segments
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
