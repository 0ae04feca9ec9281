-- One row per LSOA (2021) and age group of policy: its children in the latest mid-year.
-- LSOAs of councils around are here too where their population has been landed: their
-- children need places as much as ours.
with

population as (
    select
        local_authority_code,
        area_code as lsoa_2021_code,
        age,
        people_count,
        period_code,
        is_split as is_estimate,
        is_synthetic
    from {{ ref('int_access__latest_population') }}
    where is_staying

    union all

    select
        local_authority_code,
        lsoa_2021_code,
        age,
        people_count,
        period_code,
        true as is_estimate,
        is_synthetic
    from {{ ref('int_access__spread_population') }}
),

lsoa_children as (
    select
        population.local_authority_code,
        areas.ward_code,
        population.lsoa_2021_code,
        ages.age_group_code,
        population.period_code,
        cast(sum(population.people_count) as bigint) as children_count,
        bool_or(population.is_estimate) as is_estimate,
        bool_or(population.is_synthetic) as is_synthetic
    from population
    inner join {{ ref('policy_provision_ages') }} as ages
        on population.age between ages.minimum_age and ages.maximum_age
    inner join {{ ref('int_geography__areas') }} as areas
        on
            population.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    group by
        population.local_authority_code,
        areas.ward_code,
        population.lsoa_2021_code,
        ages.age_group_code,
        population.period_code
)

select * from lsoa_children
