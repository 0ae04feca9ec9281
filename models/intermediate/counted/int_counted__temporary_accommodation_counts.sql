{{ config(materialized='ephemeral') }}

-- One row per ward and quarter: children placed in temporary accommodation beside the
-- children living there, in the shape that every indicator takes.
with

sources as (
    select *
    from {{ ref('policy_indicator_sources') }}
    where source_period_code is not null
),

counts as (
    select
        sources.indicator_code,
        placed.local_authority_code,
        case when placed.residence_status = 'in_ward' then placed.ward_code end
            as ward_code,
        placed.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        cast(placed.children_count as bigint) as numerator_count,
        -- Nobody lives in no ward: children placed there have no residents beside them.
        case
            when placed.residence_status = 'in_ward'
                then residents.child_residents_count
            else 0
        end as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        placed.value_status,
        cast(null as bigint) as children_due_count,
        residents.denominator_source,
        residents.denominator_edition
    from {{ ref('int_linked__temporary_accommodation') }} as placed
    inner join sources on sources.indicator_code = 'temporary_accommodation'
    left join {{ ref('int_counted__residents') }} as residents
        on
            placed.ward_code = residents.ward_code
            and sources.source_period_code = residents.period_code
    where placed.residence_status != 'rejected'
)

select * from counts
