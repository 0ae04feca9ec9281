-- One row per LSOA of either vintage and age, in the latest mid-year that its council
-- has and no gate stopped. What was published for an LSOA of 2011 stays where the LSOA
-- kept its code; one that has gone leaves its people to those of 2021 that followed it.
with

oldest_ages as (
    select max(maximum_age) as maximum_age from {{ ref('policy_provision_ages') }}
),

small_areas as (
    select * from {{ ref('int_geography__small_areas') }}
),

latest_population as (
    select
        population.local_authority_code,
        small_areas.local_authority_code as looked_up_authority_code,
        small_areas.area_name,
        population.area_kind,
        population.area_code,
        population.age,
        population.people_count,
        population.period_code,
        population.estimate_method = 'split_from_msoa' as is_split,
        population.is_synthetic,
        kept_areas.area_code is not null as is_staying
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('int_context__latest_mid_years') }} as latest
        on
            population.local_authority_code = latest.local_authority_code
            and population.period_code = latest.period_code
            and population.area_kind = latest.area_kind
    inner join small_areas
        on
            population.area_role = small_areas.area_role
            and population.area_code = small_areas.area_code
    left join small_areas as kept_areas
        on
            population.area_code = kept_areas.area_code
            and kept_areas.area_role = 'small_area'
    cross join oldest_ages
    where
        population.residence_status in ('in_ward', 'resident_elsewhere')
        and population.age <= oldest_ages.maximum_age
)

select * from latest_population
