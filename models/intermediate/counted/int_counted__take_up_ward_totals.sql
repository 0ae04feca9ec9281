{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), term and age: children
-- taking up the entitlement that policy counts, beside the children eligible. The
-- children are counted from the headcount, or from a return by ward that is used.
with

entitlements as (
    select * from {{ ref('policy_funded_ages') }}
    where take_up_indicator_code is not null
),

{{ children_taking_up('entitlements') }},

-- Of what went into one ward an unknown part leaves the whole unknown.
eligible_by_ward as (
    select
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        age_at_31_december,
        {{ known_sum('eligible_children_count') }} as eligible_count,
        max(nullif(value_status, 'observed')) as value_status,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition
    from {{ ref('int_linked__eligible_children') }}
    where residence_status != 'rejected'
    group by
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end,
        period_code,
        age_at_31_december,
        case when residence_status != 'in_ward' then row_key end
),

-- A ward without a row in the headcount has no child there; a ward without a row in a
-- return is unknown.
eligible_children as (
    select
        eligible.local_authority_code,
        eligible.ward_code,
        eligible.period_code,
        eligible.age_at_31_december,
        case
            when used_returns.period_code is null then cast(0 as bigint)
        end as taking_up_count,
        cast(null as bigint) as taking_up_key,
        eligible.eligible_count,
        eligible.value_status,
        eligible.denominator_source,
        eligible.denominator_edition
    from eligible_by_ward as eligible
    left join used_returns
        on
            eligible.local_authority_code = used_returns.local_authority_code
            and eligible.period_code = used_returns.period_code
),

all_sides as (
    select
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        taking_up_count,
        taking_up_key,
        cast(null as bigint) as eligible_count,
        value_status,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from taking_up

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
        max(taking_up_key) as taking_up_key,
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
