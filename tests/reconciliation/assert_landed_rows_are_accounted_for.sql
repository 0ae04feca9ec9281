-- What it checks: for every dataset, rows in a ward, of residents elsewhere, with
-- unusable addresses and rejected add up to the rows landed, counted at the landing.
-- Why it matters: nothing that a supplier sent may be lost on the way.
-- What to do: look for a join that drops or doubles rows between landed and linked.
with

landed as (
    select
        'asq3_children_due' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_asq3_children_due') }}

    union all

    select
        'asq3_reviews' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_asq3_reviews') }}

    union all

    select
        'census_english_proficiency' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_census_english_proficiency') }}

    union all

    select
        'census_ethnic_groups' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_census_ethnic_groups') }}

    union all

    select
        'census_household_deprivation' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_census_household_deprivation') }}

    union all

    select
        'census_religions' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_census_religions') }}

    union all

    select
        'deprivation_indices' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_deprivation_indices') }}

    union all

    select
        'early_education_eligible_children' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_early_education_eligible_children') }}

    union all

    select
        'early_education_headcount' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_early_education_headcount') }}

    union all

    select
        'eyfsp_results' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_eyfsp_results') }}

    union all

    select
        'population_estimates' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_population_estimates') }}

    union all

    select
        'temporary_accommodation' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_temporary_accommodation') }}
),

accounted as (
    select
        dataset_code,
        sum(
            in_ward_rows_count + resident_elsewhere_rows_count
            + address_unusable_rows_count + rejected_rows_count
        ) as accounted_count
    from {{ ref('int_quality__row_accounts') }}
    group by dataset_code
)

select
    landed.dataset_code,
    landed.landed_count,
    accounted.accounted_count
from landed
left join accounted on landed.dataset_code = accounted.dataset_code
where landed.landed_count != coalesce(accounted.accounted_count, 0)
