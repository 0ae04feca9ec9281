-- One row per child as sent, linked to the ward of the child's home, with the good
-- level of development derived from the goals: expected in every goal that the
-- reference counts in. A child is exempt when any of these goals is.
with

children as (
    select
        *,
        case when reject_reason_code is null then child_id end as readable_child_id
    from {{ ref('stg_council__eyfsp_results') }}
),

areas as (
    select * from {{ ref('int_geography__areas') }}
    where area_role = 'small_area'
),

goal_results as (
    select
        local_authority_code,
        period_code,
        child_id,
        goal_code,
        goal_result
    from children
    unpivot (
        goal_result for goal_code in (
            com_e01, com_e02, pse_e03, pse_e04, pse_e05, phy_e06, phy_e07, lit_e08,
            lit_e09, lit_e10, mat_e11, mat_e12, utw_e13, utw_e14, utw_e15, exp_e16,
            exp_e17
        )
    )
    where reject_reason_code is null
),

results_by_child as (
    select
        goal_results.local_authority_code,
        goal_results.period_code,
        goal_results.child_id,
        cast(count(*) filter (
            where goal_results.goal_result = 'expected'
        ) as integer) as goals_expected_count,
        count(*) filter (
            where goals.is_in_gld and goal_results.goal_result != 'expected'
        ) = 0 as is_at_gld,
        count(*) filter (
            where goals.is_in_gld and goal_results.goal_result = 'a'
        ) > 0 as is_exempt
    from goal_results
    inner join {{ ref('ref_early_learning_goals') }} as goals
        on goal_results.goal_code = goals.goal_code
    group by
        goal_results.local_authority_code,
        goal_results.period_code,
        goal_results.child_id
),

linked_children as (
    select
        children.local_authority_code,
        children.period_code,
        children.child_id,
        children.home_lsoa_2021_code,
        areas.ward_code,
        {{ residence_status('children', 'areas') }} as residence_status,
        children.sex,
        children.term_of_birth,
        children.free_school_meals,
        children.first_language,
        children.sen_provision,
        children.ethnic_group,
        results_by_child.goals_expected_count,
        results_by_child.is_at_gld,
        results_by_child.is_exempt,
        children.is_synthetic,
        children.row_key,
        children.reject_reason_code,
        children.reject_column_name,
        children.reject_value,
        children.reject_problem_count
    from children
    left join areas on children.home_lsoa_2021_code = areas.area_code
    left join results_by_child
        on
            children.local_authority_code = results_by_child.local_authority_code
            and children.period_code = results_by_child.period_code
            and children.readable_child_id = results_by_child.child_id
)

select * from linked_children
