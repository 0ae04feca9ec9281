-- One row per LSOA, year and age as sent, linked to its ward by the vintage it uses.
with

population as (
    select
        *,
        coalesce(lsoa_2021_code, lsoa_2011_code) as area_code,
        case
            when lsoa_2021_code is null then 'lsoa_2011' else 'lsoa_2021'
        end as area_kind,
        case
            when lsoa_2021_code is null then 'former_small_area' else 'small_area'
        end as area_role
    from {{ ref('stg_ons__population_estimates') }}
),

linked_rows as (
    select
        population.period_code,
        population.age,
        population.people_count,
        population.area_code,
        population.area_kind,
        population.area_role,
        population.denominator_source,
        population.denominator_edition,
        population.estimate_base,
        population.estimate_method,
        areas.ward_code,
        areas.local_authority_code,
        {{ residence_status('population', 'areas', has_council=false) }}
            as residence_status,
        population.is_synthetic,
        population.row_key,
        population.reject_reason_code,
        population.reject_column_name,
        population.reject_value,
        population.reject_problem_count
    from population
    left join {{ ref('int_geography__areas') }} as areas
        on
            population.area_code = areas.area_code
            and population.area_role = areas.area_role
)

select * from linked_rows
