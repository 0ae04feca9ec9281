with

breakdowns as (
    select
        breakdown_topic,
        breakdown_category,
        topic_label,
        category_label,
        sort_order
    from {{ ref('ref_breakdowns') }}

    union all

    select
        breakdown_topic,
        category_code as breakdown_category,
        topic_label,
        category_label,
        sort_order
    from {{ ref('ref_context_categories') }}

    union all

    select distinct
        measures.category_kind as breakdown_topic,
        categories.category_code as breakdown_category,
        measures.category_kind_label as topic_label,
        categories.category_label,
        categories.category_order as sort_order
    from {{ ref('int_settings__categories') }} as categories
    inner join {{ ref('policy_provision_measures') }} as measures
        on categories.category_kind = measures.category_kind
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
