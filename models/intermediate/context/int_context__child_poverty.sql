{{ config(materialized='ephemeral') }}

-- One row per ward and financial year: children in low income families, in the shape
-- of int_context__judged_context. It stands apart from it, since segments and similar
-- wards, which read that, are made of the census and of deprivation alone. The
-- publisher gives a count and a share: all children are worked out from the two.
with

poverty_rows as (
    select
        *,
        'child_poverty' as topic_code,
        'relative_low_income' as category_code
    from {{ ref('int_linked__child_poverty') }}
    where residence_status = 'in_ward'
),

judged_rows as (
    select
        poverty.local_authority_code,
        poverty.ward_code,
        poverty.topic_code,
        poverty.category_code,
        categories.breakdown_topic,
        categories.topic_label,
        categories.category_label,
        poverty.period_code,
        case when gate.is_passed then poverty.children_count end as counted_count,
        case when gate.is_passed then cast(round(
            100.0 * poverty.children_count / nullif(poverty.children_rate_percent, 0)
        ) as bigint) end as total_count,
        case when gate.is_passed then poverty.value_status else 'not_available' end
            as value_status,
        false as is_estimate,
        poverty.is_synthetic
    from poverty_rows as poverty
    inner join {{ ref('ref_context_categories') }} as categories
        on
            poverty.topic_code = categories.topic_code
            and poverty.category_code = categories.category_code
    inner join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            categories.dataset_code = gate.dataset_code
            and poverty.local_authority_code = gate.local_authority_code
            and poverty.period_code = gate.period_code
)

select
    local_authority_code,
    ward_code,
    topic_code,
    category_code,
    breakdown_topic,
    topic_label,
    category_label,
    period_code,
    counted_count,
    total_count,
    case
        when value_status = 'observed' and total_count is null then 'not_available'
        else value_status
    end as value_status,
    is_estimate,
    is_synthetic
from judged_rows
