-- What it checks: for every dataset, rows in a ward, of residents elsewhere, with
-- unusable addresses, of datasets without wards, and rejected add up to the rows
-- landed, counted at the landing. A dataset that is not counted here fails too.
-- Why it matters: nothing that a supplier sent may be lost on the way.
-- What to do: look for a join that drops or doubles rows between landed and linked.
{% set relations = {
    'actions': landed_rows('actions'),
    'area_indicator_counts': landed_rows('area_indicator_counts'),
    'area_lookups': landed_rows('area_lookups'),
    'asq3_children_due': landed_rows('asq3_children_due'),
    'asq3_reviews': landed_rows('asq3_reviews'),
    'asq3_ward_results': landed_rows('asq3_ward_results'),
    'census_english_proficiency': landed_rows('census_english_proficiency'),
    'census_ethnic_groups': landed_rows('census_ethnic_groups'),
    'census_household_deprivation': landed_rows('census_household_deprivation'),
    'census_religions': landed_rows('census_religions'),
    'child_poverty': landed_rows('child_poverty'),
    'council_settings': landed_rows('council_settings'),
    'decisions': landed_rows('decisions'),
    'deprivation_indices': landed_rows('deprivation_indices'),
    'early_education_eligible_children': landed_rows('early_education_eligible_children'),
    'early_education_headcount': landed_rows('early_education_headcount'),
    'early_education_ward_take_up': landed_rows('early_education_ward_take_up'),
    'early_years_services': landed_rows('early_years_services'),
    'eyfsp_results': landed_rows('eyfsp_results'),
    'eyfsp_ward_results': landed_rows('eyfsp_ward_results'),
    'family_voice': landed_rows('family_voice'),
    'funded_places': landed_rows('funded_places'),
    'population_estimates': landed_rows('population_estimates'),
    'postcodes': landed_rows('postcodes'),
    'published_asq3_results': landed_rows('published_asq3_results'),
    'published_early_education_take_up': landed_rows('published_early_education_take_up'),
    'published_eyfsp_results': landed_rows('published_eyfsp_results'),
    'service_priorities': landed_rows('service_priorities'),
    'setting_hours': landed_rows('setting_hours'),
    'settings_register': landed_rows('settings_register'),
    'statistical_neighbours': landed_rows('statistical_neighbours'),
    'temporary_accommodation': landed_rows('temporary_accommodation'),
    'ward_boundaries': landed_rows('ward_boundaries'),
} %}

with

landed as (
    {% for dataset, relation in relations.items() %}
    select
        '{{ dataset }}' as dataset_code,
        count(*) as landed_count
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

accounted as (
    select
        dataset_code,
        sum(
            in_ward_rows_count + resident_elsewhere_rows_count
            + address_unusable_rows_count + not_by_ward_rows_count
            + rejected_rows_count
        ) as accounted_count
    from {{ ref('int_linked__row_accounts') }}
    group by dataset_code
)

select
    datasets.dataset_code,
    landed.landed_count,
    accounted.accounted_count
from {{ ref('governance_datasets') }} as datasets
left join landed on datasets.dataset_code = landed.dataset_code
left join accounted on datasets.dataset_code = accounted.dataset_code
where
    landed.landed_count is null
    or landed.landed_count != coalesce(accounted.accounted_count, 0)
