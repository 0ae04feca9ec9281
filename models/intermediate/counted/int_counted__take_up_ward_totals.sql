-- One row a ward (null: a home in no ward of the council), term and age: children
-- taking up the entitlement that policy counts, beside the children eligible.
with

entitlements as (
    select * from {{ ref('policy_take_up_entitlements') }}
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
        cast(null as bigint) as eligible_count,
        cast(null as string) as value_status,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
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

-- No child of the ward in a headcount is none; no row of it in a return is unknown.
eligible_children as (
    select
        eligible.local_authority_code,
        case
            when eligible.residence_status = 'in_ward' then eligible.ward_code
        end as ward_code,
        eligible.period_code,
        eligible.age_at_31_december,
        case
            when ward_returns.dataset_code is null then cast(0 as bigint)
        end as taking_up_count,
        eligible.eligible_children_count as eligible_count,
        nullif(eligible.value_status, 'observed') as value_status,
        eligible.denominator_source,
        eligible.denominator_edition
    from {{ ref('int_linked__eligible_children') }} as eligible
    left join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            eligible.local_authority_code = ward_returns.local_authority_code
            and eligible.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'early_education_ward_take_up'
            and ward_returns.is_used
    where eligible.residence_status != 'rejected'
),

all_sides as (
    select * from children_taking_up

    union all

    select * from {{ ref('int_counted__take_up_return_totals') }}

    union all

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
