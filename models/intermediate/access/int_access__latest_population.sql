-- One row per LSOA of either vintage and age, in the latest mid-year that its council
-- has and no gate stopped. A population by LSOAs of 2011 stays where an LSOA kept its
-- code and ward. In a ward whose other old LSOAs have no new ones, or the other way
-- round, the look-ups disagree about who lives where, and nobody of the ward stays.
with

oldest_ages as (
    select max(maximum_age) as maximum_age from {{ ref('policy_provision_ages') }}
),

looked_up_wards as (
    select
        'lsoa_2021' as area_kind,
        lsoa_2021_code as area_code,
        ward_code
    from {{ ref('ref_lsoa_2021') }}

    union all

    select
        'lsoa_2011' as area_kind,
        lsoa_2011_code as area_code,
        ward_code
    from {{ ref('ref_lsoa_2011') }}
),

latest_rows as (
    select
        population.local_authority_code,
        looked_up_wards.ward_code as looked_up_ward_code,
        population.area_kind,
        population.area_code,
        population.age,
        population.people_count,
        population.period_code,
        population.is_synthetic
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('int_context__latest_mid_years') }} as latest
        on
            population.local_authority_code = latest.local_authority_code
            and population.period_code = latest.period_code
            and population.area_kind = latest.area_kind
    inner join looked_up_wards
        on
            population.area_kind = looked_up_wards.area_kind
            and population.area_code = looked_up_wards.area_code
    cross join oldest_ages
    where
        population.residence_status in ('in_ward', 'resident_elsewhere')
        and population.age <= oldest_ages.maximum_age
),

old_lsoas as (
    select distinct
        looked_up_ward_code,
        area_code
    from latest_rows
    where area_kind = 'lsoa_2011'
),

compared_lsoas as (
    select
        old_lsoas.area_code,
        lsoas.lsoa_2021_code,
        coalesce(old_lsoas.looked_up_ward_code, lsoas.ward_code) as ward_code
    from old_lsoas
    full outer join {{ ref('ref_lsoa_2021') }} as lsoas
        on
            old_lsoas.area_code = lsoas.lsoa_2021_code
            and old_lsoas.looked_up_ward_code = lsoas.ward_code
),

staying_lsoas as (
    select
        area_code,
        lsoa_2021_code is not null
        and bool_or(lsoa_2021_code is null) over (partition by ward_code)
        = bool_or(area_code is null) over (partition by ward_code) as is_staying
    from compared_lsoas
),

latest_population as (
    select
        latest_rows.*,
        latest_rows.area_kind = 'lsoa_2021' or staying_lsoas.is_staying as is_staying
    from latest_rows
    left join staying_lsoas on latest_rows.area_code = staying_lsoas.area_code
)

select * from latest_population
