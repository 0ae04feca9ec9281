{{ config(materialized='ephemeral') }}

-- One row per LSOA (2021) and age whose population is an estimate: the people of LSOAs
-- (2011) that have gone, spread over the new ones by residents in the census, or
-- equally where these are not known. LSOAs are named by their MSOA and a letter, and
-- most were split or merged within it; those of MSOAs without a successor are spread
-- over the new ones of their council that followed none. People stay whole and none is
-- lost: those left over by rounding down go to the LSOAs with the largest remainders.
with

gone_people as (
    select
        local_authority_code,
        looked_up_authority_code,
        substr(area_name, 1, length(area_name) - 1) as msoa_name,
        age,
        people_count,
        period_code,
        is_synthetic
    from {{ ref('int_access__latest_population') }}
    where not is_staying
),

new_lsoas as (
    select
        lsoas.local_authority_code,
        lsoas.area_code as lsoa_2021_code,
        substr(lsoas.area_name, 1, length(lsoas.area_name) - 1) as msoa_name,
        coalesce(census_residents.residents_count, 0) as residents_count
    from {{ ref('int_geography__small_areas') }} as lsoas
    left join {{ ref('int_geography__small_areas') }} as old_lsoas
        on
            lsoas.area_code = old_lsoas.area_code
            and old_lsoas.area_role = 'former_small_area'
    left join {{ ref('int_access__census_residents') }} as census_residents
        on lsoas.area_code = census_residents.lsoa_2021_code
    where lsoas.area_role = 'small_area' and old_lsoas.area_code is null
),

-- MSOAs whose LSOAs were split or merged within them.
lasting_msoas as (
    select distinct
        gone_people.looked_up_authority_code,
        gone_people.msoa_name
    from gone_people
    inner join new_lsoas
        on
            gone_people.looked_up_authority_code = new_lsoas.local_authority_code
            and gone_people.msoa_name = new_lsoas.msoa_name
),

left_over as (
    select
        gone_people.local_authority_code,
        gone_people.looked_up_authority_code,
        coalesce(lasting_msoas.msoa_name, '') as spread_name,
        gone_people.age,
        gone_people.period_code,
        cast(sum(gone_people.people_count) as bigint) as people_count,
        bool_or(gone_people.is_synthetic) as is_synthetic
    from gone_people
    left join lasting_msoas
        on
            gone_people.looked_up_authority_code
            = lasting_msoas.looked_up_authority_code
            and gone_people.msoa_name = lasting_msoas.msoa_name
    group by
        gone_people.local_authority_code,
        gone_people.looked_up_authority_code,
        coalesce(lasting_msoas.msoa_name, ''),
        gone_people.age,
        gone_people.period_code
),

following_lsoas as (
    select
        new_lsoas.*,
        coalesce(lasting_msoas.msoa_name, '') as spread_name,
        sum(new_lsoas.residents_count) over spreads as all_residents_count,
        count(*) over spreads as lsoas_count
    from new_lsoas
    left join lasting_msoas
        on
            new_lsoas.local_authority_code = lasting_msoas.looked_up_authority_code
            and new_lsoas.msoa_name = lasting_msoas.msoa_name
    window
        spreads as (
            partition by
                new_lsoas.local_authority_code, coalesce(lasting_msoas.msoa_name, '')
        )
),

exact_parts as (
    select
        left_over.*,
        following_lsoas.lsoa_2021_code,
        round(case
            when following_lsoas.all_residents_count > 0
                then
                    cast(left_over.people_count as double)
                    * following_lsoas.residents_count
                    / following_lsoas.all_residents_count
            else cast(left_over.people_count as double) / following_lsoas.lsoas_count
        end, 9) as exact_part
    from left_over
    inner join following_lsoas
        on
            left_over.looked_up_authority_code = following_lsoas.local_authority_code
            and left_over.spread_name = following_lsoas.spread_name
),

whole_parts as (
    select
        *,
        people_count - sum(cast(floor(exact_part) as bigint)) over (
            partition by
                local_authority_code, looked_up_authority_code, spread_name, age
        ) as still_to_place_count,
        row_number() over (
            partition by
                local_authority_code, looked_up_authority_code, spread_name, age
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
