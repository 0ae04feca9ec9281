{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council) and term: children for whom
-- the early years pupil premium is received, of those funded outside reception classes,
-- which receive another premium. A child with several rows counts once.
with

funded_children as (
    select
        ages.pupil_premium_indicator_code as indicator_code,
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end as ward_code,
        headcount.period_code,
        headcount.child_id,
        bool_or(headcount.has_early_years_pupil_premium) as has_pupil_premium,
        max({{ headcount_key('headcount') }}) as record_key
    from {{ ref('int_linked__headcount_rows') }} as headcount
    inner join {{ ref('policy_funded_ages') }} as ages
        on
            headcount.age_at_31_december = ages.age_at_31_december
            and ages.pupil_premium_indicator_code is not null
    where
        headcount.residence_status != 'rejected'
        and not headcount.in_reception
    group by
        ages.pupil_premium_indicator_code,
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end,
        headcount.period_code,
        headcount.child_id
),

counts as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        count(*) filter (where has_pupil_premium) as numerator_count,
        count(*) as denominator_count,
        {{ cell_key('case when has_pupil_premium then record_key end') }}
            as numerator_key,
        {{ cell_key('record_key') }} as denominator_key,
        'observed' as value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from funded_children
    group by indicator_code, local_authority_code, ward_code, period_code
)

select * from counts
