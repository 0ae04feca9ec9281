-- What it checks: for every dataset, rows in a ward, of residents elsewhere, with
-- unusable addresses, of datasets without wards, and rejected add up to the rows
-- landed, counted at the landing. A dataset that is not counted here fails too.
-- Why it matters: nothing that a supplier sent may be lost on the way.
-- What to do: look for a join that drops or doubles rows between landed and linked.
{% set relations = {
    'actions': ref('landed_actions'),
    'area_indicator_counts': ref('landed_area_indicator_counts'),
    'area_lookups': ref('landed_area_lookups'),
    'asq3_children_due': ref('landed_asq3_children_due'),
    'asq3_reviews': ref('landed_asq3_reviews'),
    'asq3_ward_results': ref('landed_asq3_ward_results'),
    'census_english_proficiency': ref('landed_census_english_proficiency'),
    'census_ethnic_groups': ref('landed_census_ethnic_groups'),
    'census_household_deprivation': ref('landed_census_household_deprivation'),
    'census_religions': ref('landed_census_religions'),
    'child_poverty': ref('landed_child_poverty'),
    'council_settings': ref('landed_council_settings'),
    'decisions': ref('landed_decisions'),
    'deprivation_indices': ref('landed_deprivation_indices'),
    'early_education_eligible_children': ref('landed_early_education_eligible_children'),
    'early_education_headcount': ref('landed_early_education_headcount'),
    'early_education_ward_take_up': ref('landed_early_education_ward_take_up'),
    'early_years_services': ref('landed_early_years_services'),
    'eyfsp_results': ref('landed_eyfsp_results'),
    'eyfsp_ward_results': ref('landed_eyfsp_ward_results'),
    'family_voice': ref('landed_family_voice'),
    'funded_places': ref('landed_funded_places'),
    'population_estimates': ref('landed_population_estimates'),
    'postcodes': ref('landed_postcodes'),
    'published_asq3_results': ref('landed_published_asq3_results'),
    'published_early_education_take_up': ref('landed_published_early_education_take_up'),
    'published_eyfsp_results': ref('landed_published_eyfsp_results'),
    'service_priorities': ref('landed_service_priorities'),
    'setting_hours': ref('landed_setting_hours'),
    'settings_register': ref('landed_settings_register'),
    'statistical_neighbours': ref('landed_statistical_neighbours'),
    'temporary_accommodation': ref('landed_temporary_accommodation'),
    'ward_boundaries': ref('landed_ward_boundaries'),
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
