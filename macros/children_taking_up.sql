{#-
    The CTEs that count children who take up an entitlement: `taking_up` has one row per
    ward (null: a home in no ward of the council), term and age, from the headcount or
    from a return by ward that is used (is_ward_return); `used_returns` has the councils
    and terms of such returns.
    entitlements: the CTE with the age_at_31_december and entitlement_basis to be counted.
-#}
{% macro children_taking_up(entitlements) -%}
used_returns as (
    select
        local_authority_code,
        period_code
    from {{ ref('int_linked__ward_returns') }}
    where dataset_code = 'early_education_ward_take_up' and is_used
),

-- A child with several rows counts once.
funded_children as (
    select distinct
        headcount.local_authority_code,
        case
            when headcount.residence_status = 'in_ward' then headcount.ward_code
        end as ward_code,
        headcount.period_code,
        headcount.age_at_31_december,
        headcount.child_id,
        {{ headcount_key('headcount') }} as record_key
    from {{ ref('int_linked__headcount_rows') }} as headcount
    inner join {{ entitlements }} as entitlements
        on
            headcount.age_at_31_december = entitlements.age_at_31_december
            and headcount.entitlement_basis = entitlements.entitlement_basis
    where headcount.residence_status != 'rejected'
),

children_taking_up as (
    select
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        count(*) as taking_up_count,
        {{ cell_key('record_key') }} as taking_up_key,
        cast(null as string) as value_status,
        false as is_ward_return
    from funded_children
    group by local_authority_code, ward_code, period_code, age_at_31_december
),

returned_by_ward as (
    select
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as ward_code,
        results.period_code,
        results.age_at_31_december,
        {{ known_sum('results.children_taking_up_count') }} as taking_up_count,
        cast(null as bigint) as taking_up_key,
        max(nullif(results.value_status, 'observed')) as value_status,
        true as is_ward_return
    from {{ ref('int_linked__ward_take_up') }} as results
    inner join {{ entitlements }} as entitlements
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

taking_up as (
    select * from children_taking_up

    union all

    select * from returned_by_ward
)
{%- endmacro %}
