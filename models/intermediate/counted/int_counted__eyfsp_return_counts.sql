{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), year and breakdown of a
-- return by ward that is used, with and without exempt children, none of whom is at a
-- good level. The rows of groups stand beside the row of all children: none is added
-- to it.
with

used_rows as (
    select
        results.*,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as home_ward_code
    from {{ ref('int_linked__eyfsp_ward_results') }} as results
    inner join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            results.local_authority_code = ward_returns.local_authority_code
            and results.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'eyfsp_ward_results'
    where results.residence_status != 'rejected' and ward_returns.is_used
),

both_denominators as (
    select
        'gld_below' as indicator_code,
        local_authority_code,
        home_ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        children_assessed_count as counted_children_count,
        children_at_gld_count,
        value_status
    from used_rows

    union all

    select
        'gld_below_without_exempt' as indicator_code,
        local_authority_code,
        home_ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        children_assessed_count - children_exempt_count as counted_children_count,
        children_at_gld_count,
        coalesce(nullif(value_status, 'observed'), children_exempt_count_status)
            as value_status
    from used_rows
),

counts as (
    select
        indicator_code,
        local_authority_code,
        home_ward_code as ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        {{ known_sum('counted_children_count - children_at_gld_count') }}
            as numerator_count,
        {{ known_sum('counted_children_count') }} as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        coalesce(max(nullif(value_status, 'observed')), 'observed') as value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from both_denominators
    group by
        indicator_code,
        local_authority_code,
        home_ward_code,
        period_code,
        breakdown_topic,
        breakdown_category
)

select * from counts
