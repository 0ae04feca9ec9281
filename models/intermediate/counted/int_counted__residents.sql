-- One row per ward and mid-year: residents of the ages that the policy names.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

residents as (
    select
        population.local_authority_code,
        population.ward_code,
        population.period_code,
        cast(sum(population.people_count) filter (
            where population.age <= settings.early_years_maximum_age
        ) as bigint) as early_years_residents_count,
        cast(sum(population.people_count) filter (
            where population.age <= settings.children_maximum_age
        ) as bigint) as child_residents_count,
        max(population.denominator_source) as denominator_source,
        max(population.denominator_edition) as denominator_edition,
        bool_or(population.is_synthetic) as is_synthetic
    from {{ ref('int_linked__population_rows') }} as population
    cross join settings
    where population.residence_status = 'in_ward'
    group by
        population.local_authority_code,
        population.ward_code,
        population.period_code
)

select * from residents
