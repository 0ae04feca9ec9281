-- What it checks: every census category, learning goal and breakdown that comes out of
-- the data has a row in the reference that labels it, and each goal that the good level
-- of development counts is read.
-- Why it matters: an inner join to a reference drops what it does not know.
-- What to do: add the code to the seed that its rows name.
with

known_goals as (
    select count(*) as goals_count
    from {{ ref('ref_early_learning_goals') }} as goals
    inner join {{ ref('ref_contract_values') }} as contract_values
        on
            goals.goal_code = contract_values.column_name
            and contract_values.dataset_code = 'eyfsp_results'
            and contract_values.allowed_value = 'expected'
),

contract_goals as (
    select count(*) as goals_count
    from {{ ref('ref_contract_values') }}
    where dataset_code = 'eyfsp_results' and allowed_value = 'emerging'
),

unmapped as (
    select distinct
        'ref_context_categories: '
        || census_rows.topic_code || ' ' || census_rows.category_code as unmapped_code
    from {{ ref('int_linked__census_rows') }} as census_rows
    left join {{ ref('ref_context_categories') }} as categories
        on
            census_rows.topic_code = categories.topic_code
            and census_rows.category_code = categories.category_code
    where
        census_rows.residence_status != 'rejected' and categories.topic_code is null

    union all

    select distinct
        'ref_breakdowns: '
        || counts.breakdown_topic || ' ' || counts.breakdown_category as unmapped_code
    from {{ ref('int_counted__indicator_counts') }} as counts
    left join {{ ref('ref_breakdowns') }} as breakdowns
        on
            counts.breakdown_topic = breakdowns.breakdown_topic
            and counts.breakdown_category = breakdowns.breakdown_category
    where breakdowns.breakdown_topic is null

    union all

    select 'ref_early_learning_goals: not the goals of the contract' as unmapped_code
    from known_goals
    inner join contract_goals
        on known_goals.goals_count != contract_goals.goals_count
)

select unmapped_code from unmapped
