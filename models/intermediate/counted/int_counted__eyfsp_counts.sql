{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), year and breakdown:
-- children not at a good level of development of those assessed; with and without
-- exempt ones.
with

children as (
    select
        *,
        'total' as total,
        {{ record_key(["'eyfsp_results'", 'local_authority_code', 'child_id']) }}
            as record_key
    from {{ ref('int_linked__eyfsp_children') }}
    where residence_status != 'rejected'
),

children_by_breakdown as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        is_at_gld,
        is_exempt,
        record_key
    from children
    unpivot (
        breakdown_category for breakdown_topic in (
            total, sex, term_of_birth, free_school_meals, first_language, ethnic_group,
            sen_provision
        )
    )
),

both_denominators as (
    select
        'gld_below' as indicator_code,
        children_by_breakdown.*
    from children_by_breakdown

    union all

    select
        'gld_below_without_exempt' as indicator_code,
        children_by_breakdown.*
    from children_by_breakdown
    where not is_exempt
),

counts as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        count(*) filter (where not is_at_gld) as numerator_count,
        count(*) as denominator_count,
        {{ cell_key('case when not is_at_gld then record_key end') }} as numerator_key,
        {{ cell_key('record_key') }} as denominator_key,
        'observed' as value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from both_denominators
    group by
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        breakdown_topic,
        breakdown_category
)

select * from counts
