{{ config(materialized='ephemeral') }}

-- One row per ward (null: in no ward of the council) and quarter: children placed
-- in temporary accommodation beside the children living there, in the shape that every
-- indicator takes.
with

sources as (
    select *
    from {{ ref('policy_indicator_sources') }}
    where source_period_code is not null
),

placed_rows as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as home_ward_code,
        period_code,
        children_count,
        nullif(value_status, 'observed') as unknown_status
    from {{ ref('int_linked__temporary_accommodation') }}
    where residence_status != 'rejected'
),

-- Rows in no ward are no parts of one place: those that are known count.
placed_children as (
    select
        local_authority_code,
        home_ward_code as ward_code,
        period_code,
        case
            when home_ward_code is null then cast(sum(children_count) as bigint)
            else {{ known_sum('children_count') }}
        end as children_count,
        case
            when home_ward_code is null and count(children_count) > 0 then 'observed'
            else coalesce(max(unknown_status), 'observed')
        end as value_status
    from placed_rows
    group by local_authority_code, home_ward_code, period_code
),

counts as (
    select
        sources.indicator_code,
        placed.local_authority_code,
        placed.ward_code,
        placed.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        placed.children_count as numerator_count,
        -- Nobody lives in no ward: children placed there have no residents beside them.
        case
            when placed.ward_code is not null then residents.child_residents_count
            else 0
        end as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        placed.value_status,
        cast(null as bigint) as children_due_count,
        residents.denominator_source,
        residents.denominator_edition
    from placed_children as placed
    inner join sources on sources.indicator_code = 'temporary_accommodation'
    left join {{ ref('int_counted__residents') }} as residents
        on
            placed.ward_code = residents.ward_code
            and sources.source_period_code = residents.period_code
)

select * from counts
