-- One row a ward, topic, category and period of context; what rests on a source that
-- the gate did not pass keeps its row and loses its numbers.
with

judged_facts as (
    select
        facts.local_authority_code,
        facts.ward_code,
        facts.topic_code,
        facts.category_code,
        categories.topic_label,
        categories.category_label,
        facts.period_code,
        case when gate.is_passed then facts.counted_count end as counted_count,
        case when gate.is_passed then facts.total_count end as total_count,
        case
            when not gate.is_passed then 'not_available'
            when facts.total_count = 0 then 'not_applicable'
            else 'observed'
        end as value_status,
        facts.is_estimate,
        facts.is_synthetic
    from {{ ref('int_context__ward_context') }} as facts
    inner join {{ ref('ref_context_categories') }} as categories
        on
            facts.topic_code = categories.topic_code
            and facts.category_code = categories.category_code
    inner join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            categories.dataset_code = gate.dataset_code
            and facts.local_authority_code = gate.local_authority_code
            and facts.period_code = gate.period_code
)

select * from judged_facts
