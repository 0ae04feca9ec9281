-- One row a ward (null: a home in no ward of the council), year and breakdown: children
-- below expected of those with the part completed, and how many were due.
with

counts_by_ward as (
    select * from {{ ref('int_counted__asq3_review_counts') }}

    union all

    select * from {{ ref('int_counted__asq3_return_counts') }}
),

children_due as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        cast(sum(children_due_count) as bigint) as children_due_count
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
