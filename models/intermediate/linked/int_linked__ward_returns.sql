-- One row per council, return by ward and period that was landed, with the child-level
-- dataset that it stands in for. It is used where no row about a child was landed for
-- the period, and otherwise not at all: the two are never added up. Every staged row
-- decides, readable or not; whether it can be used is for the gates.
{% set with_breakdowns = ['eyfsp_ward_results'] %}
{% set relations = {
    'asq3_reviews': ref('int_linked__asq3_reviews'),
    'asq3_ward_results': ref('int_linked__asq3_ward_results'),
    'early_education_headcount': ref('int_linked__headcount_rows'),
    'early_education_ward_take_up': ref('int_linked__ward_take_up'),
    'eyfsp_results': ref('int_linked__eyfsp_children'),
    'eyfsp_ward_results': ref('int_linked__eyfsp_ward_results'),
} %}

with

linked_rows as (
    {% for dataset, relation in relations.items() %}
    select
        '{{ dataset }}' as dataset_code,
        coalesce(local_authority_code, 'unknown') as local_authority_code,
        coalesce(period_code, 'unknown') as period_code,
        {% if dataset in with_breakdowns %}
        breakdown_topic != 'total' and residence_status != 'rejected'
        {% else %}
        false
        {% endif %} as has_breakdowns
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

landed_periods as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        coalesce(bool_or(has_breakdowns), false) as has_breakdowns
    from linked_rows
    group by dataset_code, local_authority_code, period_code
),

ward_returns as (
    select
        by_ward.local_authority_code,
        by_ward.period_code,
        by_ward.dataset_code,
        datasets.ward_return_of as child_level_dataset_code,
        datasets.period_column,
        by_ward.has_breakdowns,
        by_child.dataset_code is null as is_used
    from landed_periods as by_ward
    inner join {{ ref('governance_datasets') }} as datasets
        on by_ward.dataset_code = datasets.dataset_code
    left join landed_periods as by_child
        on
            by_ward.local_authority_code = by_child.local_authority_code
            and by_ward.period_code = by_child.period_code
            and datasets.ward_return_of = by_child.dataset_code
    where datasets.ward_return_of is not null
)

select * from ward_returns
