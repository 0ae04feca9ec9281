{{ config(materialized='ephemeral') }}

-- One row per ward and group of ages: children of the latest mid-year, those under five
-- as 'total' and those of each age for which funded places are offered. The ages are
-- those for which access is calculated.
with

latest_children as (
    select
        population.local_authority_code,
        population.ward_code,
        population.period_code,
        population.age,
        population.people_count,
        population.is_synthetic
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('int_context__latest_mid_years') }} as latest
        on
            population.local_authority_code = latest.local_authority_code
            and population.period_code = latest.period_code
            and population.area_kind = latest.area_kind
    where population.residence_status = 'in_ward'
),

age_groups as (
    select
        case
            when places_counted = 'registered' then 'total' else age_group_code
        end as category_code,
        minimum_age,
        maximum_age
    from {{ ref('policy_provision_ages') }}
),

children as (
    select
        latest_children.local_authority_code,
        latest_children.ward_code,
        age_groups.category_code,
        latest_children.period_code,
        cast(sum(latest_children.people_count) as bigint) as children_count,
        bool_or(latest_children.is_synthetic) as is_synthetic
    from latest_children
    inner join age_groups
        on
            latest_children.age >= age_groups.minimum_age
            and latest_children.age <= age_groups.maximum_age
    group by
        latest_children.local_authority_code,
        latest_children.ward_code,
        age_groups.category_code,
        latest_children.period_code
)

select * from children
