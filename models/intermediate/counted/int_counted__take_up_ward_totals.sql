{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), term and age: children
-- taking up the entitlement that policy counts, beside the children eligible. The
-- children are counted from the headcount, or from a return by ward that is used.
with

entitlements as (
    select * from {{ ref('policy_funded_ages') }}
    where take_up_indicator_code is not null
),

used_returns as (
    select
        local_authority_code,
        period_code
    from {{ ref('int_linked__ward_returns') }}
    where dataset_code = 'early_education_ward_take_up' and is_used
),

children_taking_up as (
    select
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end as ward_code,
        headcount.period_code,
        headcount.age_at_31_december,
        count(distinct headcount.child_id) as taking_up_count,
        cast(null as string) as value_status
    from {{ ref('int_linked__headcount_rows') }} as headcount
    inner join entitlements
        on
            headcount.age_at_31_december = entitlements.age_at_31_december
            and headcount.entitlement_basis = entitlements.entitlement_basis
    where headcount.residence_status != 'rejected'
    group by
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end,
        headcount.period_code,
        headcount.age_at_31_december
),

returned_by_ward as (
    select
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as ward_code,
        results.period_code,
        results.age_at_31_december,
        {{ known_sum('results.children_taking_up_count') }} as taking_up_count,
        max(nullif(results.value_status, 'observed')) as value_status
    from {{ ref('int_linked__ward_take_up') }} as results
    inner join entitlements
        on
            results.age_at_31_december = entitlements.age_at_31_december
            and results.entitlement_basis = entitlements.entitlement_basis
    inner join used_returns
        on
            results.local_authority_code = used_returns.local_authority_code
            and results.period_code = used_returns.period_code
    where results.residence_status != 'rejected'
    group by
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end,
        results.period_code,
        results.age_at_31_december
),

-- A ward without a row in the headcount has no child there; a ward without a row in a
-- return is unknown.
eligible_children as (
    select
        eligible.local_authority_code,
        case
            when eligible.residence_status = 'in_ward' then eligible.ward_code
        end as ward_code,
        eligible.period_code,
        eligible.age_at_31_december,
        case
            when used_returns.period_code is null then cast(0 as bigint)
        end as taking_up_count,
        eligible.eligible_children_count as eligible_count,
        nullif(eligible.value_status, 'observed') as value_status,
        eligible.denominator_source,
        eligible.denominator_edition
    from {{ ref('int_linked__eligible_children') }} as eligible
    left join used_returns
        on
            eligible.local_authority_code = used_returns.local_authority_code
            and eligible.period_code = used_returns.period_code
    where eligible.residence_status != 'rejected'
),

all_sides as (
    {% for side in ['children_taking_up', 'returned_by_ward'] %}
    select
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        taking_up_count,
        cast(null as bigint) as eligible_count,
        value_status,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from {{ side }}

    union all

    {% endfor %}
    select * from eligible_children
),

ward_totals as (
    select
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        cast(sum(taking_up_count) as bigint) as taking_up_count,
        -- Nobody is estimated to be eligible in no ward: that is none, not unknown.
        cast(case
            when ward_code is null then coalesce(sum(eligible_count), 0)
            else sum(eligible_count)
        end as bigint) as eligible_count,
        coalesce(max(value_status), 'observed') as value_status,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition
    from all_sides
    group by local_authority_code, ward_code, period_code, age_at_31_december
)

select * from ward_totals
