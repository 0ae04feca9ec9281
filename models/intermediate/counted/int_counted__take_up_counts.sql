{{ config(materialized='ephemeral') }}

-- One row a ward (null: a home in no ward of the council), term and indicator. The gap
-- is eligible children less children taking up, and below zero where more take up than
-- are thought eligible: it is floored where a ward's value is made, never in a sum.
with

entitlements as (
    select * from {{ ref('policy_funded_ages') }}
    where take_up_indicator_code is not null
),

counts as (
    select
        entitlements.take_up_indicator_code as indicator_code,
        ward_totals.local_authority_code,
        ward_totals.ward_code,
        ward_totals.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        ward_totals.taking_up_count as numerator_count,
        ward_totals.eligible_count as denominator_count,
        ward_totals.value_status,
        cast(null as bigint) as children_due_count,
        ward_totals.denominator_source,
        ward_totals.denominator_edition
    from {{ ref('int_counted__take_up_ward_totals') }} as ward_totals
    inner join entitlements
        on ward_totals.age_at_31_december = entitlements.age_at_31_december

    union all

    select
        entitlements.gap_indicator_code as indicator_code,
        ward_totals.local_authority_code,
        ward_totals.ward_code,
        ward_totals.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        ward_totals.eligible_count - ward_totals.taking_up_count as numerator_count,
        ward_totals.eligible_count as denominator_count,
        ward_totals.value_status,
        cast(null as bigint) as children_due_count,
        ward_totals.denominator_source,
        ward_totals.denominator_edition
    from {{ ref('int_counted__take_up_ward_totals') }} as ward_totals
    inner join entitlements
        on ward_totals.age_at_31_december = entitlements.age_at_31_december
)

select * from counts
