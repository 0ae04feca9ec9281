{{ config(materialized='ephemeral') }}

-- One row per LSOA (2021) and age whose population is an estimate: what the ward's old
-- LSOAs leave, spread over its other LSOAs by residents in the census, or equally where
-- these are not known. People stay whole and the ward keeps its total: those left over
-- by rounding down go to the LSOAs with the largest remainders.
with

population as (
    select * from {{ ref('int_access__latest_population') }}
),

left_over as (
    select
        local_authority_code,
        looked_up_ward_code,
        age,
        period_code,
        cast(sum(people_count) as bigint) as people_count,
        bool_or(is_synthetic) as is_synthetic
    from population
    where not is_staying
    group by local_authority_code, looked_up_ward_code, age, period_code
),

staying_lsoas as (
    select distinct area_code
    from population
    where is_staying
),

other_lsoas as (
    select
        lsoas.lsoa_2021_code,
        lsoas.ward_code,
        coalesce(census_residents.residents_count, 0) as residents_count,
        sum(coalesce(census_residents.residents_count, 0)) over (
            partition by lsoas.ward_code
        ) as ward_residents_count,
        count(*) over (partition by lsoas.ward_code) as ward_lsoas_count
    from {{ ref('ref_lsoa_2021') }} as lsoas
    left join staying_lsoas on lsoas.lsoa_2021_code = staying_lsoas.area_code
    left join {{ ref('int_access__census_residents') }} as census_residents
        on lsoas.lsoa_2021_code = census_residents.lsoa_2021_code
    where staying_lsoas.area_code is null
),

exact_parts as (
    select
        left_over.*,
        other_lsoas.lsoa_2021_code,
        round(case
            when other_lsoas.ward_residents_count > 0
                then
                    cast(left_over.people_count as double)
                    * other_lsoas.residents_count / other_lsoas.ward_residents_count
            else
                cast(left_over.people_count as double) / other_lsoas.ward_lsoas_count
        end, 9) as exact_part
    from left_over
    inner join other_lsoas on left_over.looked_up_ward_code = other_lsoas.ward_code
),

whole_parts as (
    select
        *,
        people_count - sum(cast(floor(exact_part) as bigint)) over (
            partition by looked_up_ward_code, age
        ) as still_to_place_count,
        row_number() over (
            partition by looked_up_ward_code, age
            order by exact_part - floor(exact_part) desc, lsoa_2021_code
        ) as remainder_order
    from exact_parts
),

spread_population as (
    select
        local_authority_code,
        lsoa_2021_code,
        age,
        period_code,
        is_synthetic,
        cast(floor(exact_part) as bigint) + case
            when remainder_order <= still_to_place_count then 1 else 0
        end as people_count
    from whole_parts
)

select * from spread_population
