-- One row per council, comparator and area of it: the council itself, its region, its
-- country, and each neighbour of each model. An unknown neighbour has no area code.
with

councils as (
    select * from {{ ref('ref_local_authorities') }}
    where is_served
),

countries as (
    select distinct
        area_code,
        area_name
    from {{ ref('int_benchmarks__published_figures') }}
    where area_level = 'country'
),

comparison_areas as (
    select
        local_authority_code,
        'own' as comparator_code,
        local_authority_name as comparator_label,
        local_authority_code as area_code
    from councils

    union all

    select
        local_authority_code,
        'region' as comparator_code,
        region_name as comparator_label,
        region_code as area_code
    from councils
    where region_code is not null

    union all

    select
        councils.local_authority_code,
        'country' as comparator_code,
        countries.area_name as comparator_label,
        countries.area_code
    from councils
    inner join countries
        on
            substr(councils.local_authority_code, 1, 1)
            = substr(countries.area_code, 1, 1)

    union all

    select
        neighbours.local_authority_code,
        neighbours.neighbour_model as comparator_code,
        models.period_label as comparator_label,
        neighbours.neighbour_code as area_code
    from {{ ref('int_benchmarks__neighbours') }} as neighbours
    inner join {{ ref('ref_periods') }} as models
        on neighbours.neighbour_model = models.period_code
)

select * from comparison_areas
