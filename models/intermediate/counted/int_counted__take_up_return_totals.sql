-- One row a ward (null: a home in no ward of the council), term and age of a return by
-- ward that is used: children taking up the entitlement that policy counts, in the
-- columns of both sides of take-up.
with

used_rows as (
    select
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as ward_code,
        results.period_code,
        results.age_at_31_december,
        results.children_taking_up_count,
        results.value_status
    from {{ ref('int_linked__ward_take_up') }} as results
    inner join {{ ref('policy_take_up_entitlements') }} as entitlements
        on
            results.age_at_31_december = entitlements.age_at_31_december
            and results.entitlement_basis = entitlements.entitlement_basis
    inner join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            results.local_authority_code = ward_returns.local_authority_code
            and results.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'early_education_ward_take_up'
    where results.residence_status != 'rejected' and ward_returns.is_used
),

return_totals as (
    select
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        {{ known_sum('children_taking_up_count') }} as taking_up_count,
        cast(null as bigint) as eligible_count,
        max(nullif(value_status, 'observed')) as value_status,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from used_rows
    group by local_authority_code, ward_code, period_code, age_at_31_december
)

select * from return_totals
