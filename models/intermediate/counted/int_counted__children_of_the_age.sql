{{ config(materialized='ephemeral') }}

-- One row per ward, year of age and period of each extract that may be a denominator of
-- an entitlement: the children eligible in a term, and residents of a mid-year.
with

children_of_the_age as (
    select
        'early_education_eligible_children' as dataset_code,
        local_authority_code,
        ward_code,
        period_code,
        age_at_31_december,
        {{ known_sum('eligible_children_count') }} as children_count,
        max(nullif(value_status, 'observed')) as value_status,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition,
        max(estimate_base) as estimate_base,
        max(reference_date) as reference_date,
        max(ward_fit) as ward_fit
    from {{ ref('int_linked__eligible_children') }}
    where residence_status = 'in_ward'
    group by local_authority_code, ward_code, period_code, age_at_31_december

    union all

    select
        'population_estimates' as dataset_code,
        population.local_authority_code,
        population.ward_code,
        population.period_code,
        population.age as age_at_31_december,
        {{ known_sum('population.people_count') }} as children_count,
        cast(null as string) as value_status,
        max(population.denominator_source) as denominator_source,
        max(population.denominator_edition) as denominator_edition,
        max(population.estimate_base) as estimate_base,
        max(periods.end_date) as reference_date,
        'lsoa_best_fit' as ward_fit
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('ref_periods') }} as periods
        on population.period_code = periods.period_code
    where population.residence_status = 'in_ward'
    group by
        population.local_authority_code,
        population.ward_code,
        population.period_code,
        population.age
)

select * from children_of_the_age
