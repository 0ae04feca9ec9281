-- What it checks: for every dataset, rows in a ward, of residents elsewhere, with
-- unusable addresses and rejected add up to the rows landed, counted at the landing.
-- Why it matters: nothing that a supplier sent may be lost on the way.
-- What to do: look for a join that drops or doubles rows between landed and linked.
{% set datasets = [
    'asq3_children_due',
    'asq3_reviews',
    'asq3_ward_results',
    'census_english_proficiency',
    'census_ethnic_groups',
    'census_household_deprivation',
    'census_religions',
    'deprivation_indices',
    'early_education_eligible_children',
    'early_education_headcount',
    'early_education_ward_take_up',
    'eyfsp_results',
    'eyfsp_ward_results',
    'population_estimates',
    'temporary_accommodation',
] %}

with

landed as (
    {% for dataset in datasets %}
    select
        '{{ dataset }}' as dataset_code,
        count(*) as landed_count
    from {{ ref('landed_' ~ dataset) }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
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
