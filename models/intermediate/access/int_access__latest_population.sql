-- One row per LSOA of either vintage and age, in the latest mid-year that its council
-- has and no gate stopped. What was published for an LSOA of 2011 stays where the LSOA
-- kept its code; one that has gone leaves its people to those of 2021 that followed it.
with

oldest_ages as (
    select max(maximum_age) as maximum_age from {{ ref('policy_provision_ages') }}
),

looked_up_lsoas as (
    select
        'lsoa_2021' as area_kind,
        lsoa_2021_code as area_code,
        lsoa_2021_name as area_name,
        local_authority_code
    from {{ ref('ref_lsoa_2021') }}

    union all

    select
        'lsoa_2011' as area_kind,
        lsoa_2011_code as area_code,
        lsoa_2011_name as area_name,
        local_authority_code
    from {{ ref('ref_lsoa_2011') }}
),

latest_population as (
    select
        population.local_authority_code,
        looked_up_lsoas.local_authority_code as looked_up_authority_code,
        looked_up_lsoas.area_name,
        population.area_kind,
        population.area_code,
        population.age,
        population.people_count,
        population.period_code,
        population.estimate_method = 'split_from_msoa' as is_split,
        population.is_synthetic,
        kept_lsoas.lsoa_2021_code is not null as is_staying
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('int_context__latest_mid_years') }} as latest
        on
            population.local_authority_code = latest.local_authority_code
            and population.period_code = latest.period_code
            and population.area_kind = latest.area_kind
    inner join looked_up_lsoas
        on
            population.area_kind = looked_up_lsoas.area_kind
            and population.area_code = looked_up_lsoas.area_code
    left join {{ ref('ref_lsoa_2021') }} as kept_lsoas
        on population.area_code = kept_lsoas.lsoa_2021_code
    cross join oldest_ages
    where
        population.residence_status in ('in_ward', 'resident_elsewhere')
        and population.age <= oldest_ages.maximum_age
)

select * from latest_population
