{{ config(materialized='ephemeral') }}

-- One row per ward figure whose numerator is above its denominator: take-up above the
-- eligible children, or more children reviewed than were due. Kept and flagged.
with

figures as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        numerator_count as counted_count,
        denominator_count as counted_of_count
    from {{ ref('int_counted__indicator_counts') }}
    where
        ward_code is not null
        and breakdown_topic = 'total'
        and numerator_count > denominator_count

    union all

    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        denominator_count as counted_count,
        children_due_count as counted_of_count
    from {{ ref('int_counted__indicator_counts') }}
    where
        ward_code is not null
        and breakdown_topic = 'total'
        and denominator_count > children_due_count
)

select * from figures
