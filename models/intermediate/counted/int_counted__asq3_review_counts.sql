{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), year and breakdown:
-- children below expected of those with the part completed, out of rows of children.
with

readable_reviews as (
    select
        *,
        {{ record_key(["'asq3_reviews'", 'local_authority_code', 'child_id']) }}
            as record_key
    from {{ ref('int_linked__asq3_reviews') }}
    where residence_status != 'rejected'
),

results as (
    select
        local_authority_code,
        ward_code,
        residence_status,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        case
            when not is_all_five_completed then 'not_completed'
            when is_below_in_any then 'below'
            else 'expected'
        end as asq_result,
        record_key
    from readable_reviews

    union all

    select
        local_authority_code,
        ward_code,
        residence_status,
        period_code,
        'asq_domain' as breakdown_topic,
        breakdown_category,
        asq_result,
        record_key
    from readable_reviews
    unpivot (
        asq_result for breakdown_category in (
            communication, gross_motor, fine_motor, problem_solving, personal_social
        )
    )
),

counts_by_ward as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        count(*) filter (where asq_result = 'below') as numerator_count,
        count(*) filter (where asq_result != 'not_completed') as denominator_count,
        {{ cell_key("case when asq_result = 'below' then record_key end") }}
            as numerator_key,
        {{ cell_key("case when asq_result != 'not_completed' then record_key end") }}
            as denominator_key,
        'observed' as value_status
    from results
    group by
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end,
        period_code,
        breakdown_topic,
        breakdown_category
)

select * from counts_by_ward
