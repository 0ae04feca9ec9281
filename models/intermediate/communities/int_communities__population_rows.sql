-- One row an LSOA, year and age as sent, linked to its ward by the vintage it uses.
with

population as (
    select * from {{ ref('stg_ons__population_estimates') }}
),

areas as (
    select * from {{ ref('int_geography__areas') }}
),

lsoas_of_population as (
    select
        population.*,
        coalesce(population.lsoa_2021_code, population.lsoa_2011_code) as area_code,
        case
            when population.lsoa_2021_code is null then 'lsoa_2011' else 'lsoa_2021'
        end as area_kind
    from population
),

linked_rows as (
    select
        lsoas_of_population.*,
        areas.ward_code,
        areas.local_authority_code,
        {{ residence_status('lsoas_of_population', 'areas', has_council=false) }}
            as residence_status
    from lsoas_of_population
    left join areas
        on
            lsoas_of_population.area_code = areas.area_code
            and lsoas_of_population.area_kind = areas.area_kind
)

select * from linked_rows
