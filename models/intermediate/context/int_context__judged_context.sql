-- One row per ward, topic, category and period: what the census and the indices of
-- deprivation say about the people who live there. What rests on a source that the
-- arrivals gate did not pass keeps its row and loses its numbers.
with

context_facts as (
    {% for relation in [
        ref('int_context__census_shares'), ref('int_context__deprivation_shares')
    ] %}
    select
        local_authority_code,
        ward_code,
        topic_code,
        category_code,
        period_code,
        cast(counted_value as bigint) as counted_count,
        cast(total_value as bigint) as total_count,
        is_estimate,
        is_synthetic
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

judged_facts as (
    select
        facts.local_authority_code,
        facts.ward_code,
        facts.topic_code,
        facts.category_code,
        categories.breakdown_topic,
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
    from context_facts as facts
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
