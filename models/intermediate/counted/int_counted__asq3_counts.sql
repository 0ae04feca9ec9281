{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), year and breakdown:
-- children below expected out of those with the part completed, and how many were due.
-- They come from rows about children, or from a return by ward that is used.
with

returned_by_ward as (
    select
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as ward_code,
        results.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        {{ known_sum('results.children_below_count') }} as numerator_count,
        {{ known_sum('results.children_assessed_count') }} as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        coalesce(max(nullif(results.value_status, 'observed')), 'observed')
            as value_status
    from {{ ref('int_linked__asq3_ward_results') }} as results
    inner join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            results.local_authority_code = ward_returns.local_authority_code
            and results.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'asq3_ward_results'
            and ward_returns.is_used
    where results.residence_status != 'rejected'
    group by
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end,
        results.period_code
),

counts_by_ward as (
    select * from {{ ref('int_counted__asq3_review_counts') }}

    union all

    select * from returned_by_ward
),

children_due as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        {{ known_sum('children_due_count') }} as children_due_count
    from {{ ref('int_linked__asq3_children_due') }}
    where residence_status != 'rejected'
    group by
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end,
        period_code
),

counts as (
    select
        'asq_below' as indicator_code,
        counts_by_ward.local_authority_code,
        counts_by_ward.ward_code,
        counts_by_ward.period_code,
        counts_by_ward.breakdown_topic,
        counts_by_ward.breakdown_category,
        counts_by_ward.numerator_count,
        counts_by_ward.denominator_count,
        counts_by_ward.numerator_key,
        counts_by_ward.denominator_key,
        counts_by_ward.value_status,
        children_due.children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from counts_by_ward
    left join children_due
        on
            counts_by_ward.local_authority_code = children_due.local_authority_code
            and counts_by_ward.period_code = children_due.period_code
            and coalesce(counts_by_ward.ward_code, 'none')
            = coalesce(children_due.ward_code, 'none')
)

select * from counts
