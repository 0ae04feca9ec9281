{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council) and term: children with
-- special educational needs or disabilities, of those who take up the entitlement of
-- their age, reception classes included, from the headcount or from a return by ward
-- that is used. Children of whom it is not recorded count nowhere; a council and term
-- that say nothing of it have no row.
with

ages as (
    select
        age_at_31_december,
        entitlement_basis,
        send_indicator_code as indicator_code
    from {{ ref('policy_funded_ages') }}
    where send_indicator_code is not null
),

children as (
    select
        ages.indicator_code,
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end as ward_code,
        headcount.period_code,
        headcount.child_id,
        bool_or(headcount.has_send) as has_send,
        max({{ headcount_key('headcount') }}) as record_key
    from {{ ref('int_linked__headcount_rows') }} as headcount
    inner join ages
        on
            headcount.age_at_31_december = ages.age_at_31_december
            and headcount.entitlement_basis = ages.entitlement_basis
    where
        headcount.residence_status != 'rejected'
        and headcount.has_send is not null
    group by
        ages.indicator_code,
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end,
        headcount.period_code,
        headcount.child_id
),

returned_rows as (
    select
        ages.indicator_code,
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as home_ward_code,
        results.period_code,
        results.children_with_send_count,
        results.children_taking_up_count,
        coalesce(
            nullif(results.value_status, 'observed'),
            nullif(results.children_with_send_count_status, 'observed')
        ) as hidden_status,
        bool_or(
            results.children_with_send_count is not null
            or results.children_with_send_count_status != 'observed'
        ) over (
            partition by results.local_authority_code, results.period_code
        ) as is_told
    from {{ ref('int_linked__ward_take_up') }} as results
    inner join ages
        on
            results.age_at_31_december = ages.age_at_31_december
            and results.entitlement_basis = ages.entitlement_basis
    inner join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            results.local_authority_code = ward_returns.local_authority_code
            and results.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'early_education_ward_take_up'
    where results.residence_status != 'rejected' and ward_returns.is_used
),

all_counts as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        count(*) filter (where has_send) as numerator_count,
        count(*) as denominator_count,
        {{ cell_key('case when has_send then record_key end') }} as numerator_key,
        {{ cell_key('record_key') }} as denominator_key,
        'observed' as value_status
    from children
    group by indicator_code, local_authority_code, ward_code, period_code

    union all

    select
        indicator_code,
        local_authority_code,
        home_ward_code as ward_code,
        period_code,
        {{ known_sum('children_with_send_count') }} as numerator_count,
        {{ known_sum('children_taking_up_count') }} as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        coalesce(max(hidden_status), 'observed') as value_status
    from returned_rows
    where is_told
    group by indicator_code, local_authority_code, home_ward_code, period_code
),

counts as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        numerator_count,
        denominator_count,
        numerator_key,
        denominator_key,
        value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from all_counts
)

select * from counts
