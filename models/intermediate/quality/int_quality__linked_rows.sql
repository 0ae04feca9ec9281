-- One row a landed row of any dataset: whose it is, where it counts, and what is wrong
-- with it. Rows of tables by area belong to the council of their area.
{% set relations = [
    (
        'asq3_reviews', ref('int_outcomes__asq3_reviews'),
        "'home_lsoa_2021_code'", 'home_lsoa_2021_code'
    ),
    (
        'asq3_children_due', ref('int_outcomes__asq3_children_due'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'asq3_ward_results', ref('int_outcomes__asq3_ward_results'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'eyfsp_results', ref('int_outcomes__eyfsp_children'),
        "'home_lsoa_2021_code'", 'home_lsoa_2021_code'
    ),
    (
        'eyfsp_ward_results', ref('int_outcomes__eyfsp_ward_results'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'early_education_headcount', ref('int_take_up__headcount_rows'),
        "'home_lsoa_2021_code'", 'home_lsoa_2021_code'
    ),
    (
        'early_education_eligible_children', ref('int_take_up__eligible_children'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'early_education_ward_take_up', ref('int_take_up__ward_take_up'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'temporary_accommodation', ref('int_communities__temporary_accommodation'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'deprivation_indices', ref('int_communities__deprivation_rows'),
        "area_kind || '_code'", 'area_code'
    ),
    (
        'child_poverty', ref('int_communities__child_poverty'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'service_priorities', ref('int_provision__service_priorities'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'ward_boundaries', ref('int_geography__ward_boundaries'),
        "'ward_code'", 'supplied_ward'
    ),
    (
        'population_estimates', ref('int_communities__population_rows'),
        "area_kind || '_code'", 'area_code'
    ),
] %}

with

linked_rows as (
    {% for dataset, relation, area_column, area_value in relations %}
    {{ row_record(dataset, relation, area_column, area_value) }}

    union all

    {% endfor %}
    select
        dataset_code,
        local_authority_code,
        period_code,
        residence_status,
        row_key,
        area_kind || '_code' as area_column_name,
        area_code as area_value,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count,
        is_synthetic
    from {{ ref('int_communities__census_rows') }}

    union all

    select * from {{ ref('int_quality__unlinked_rows') }}
),

rows_with_owner as (
    select
        dataset_code,
        coalesce(local_authority_code, 'unknown') as local_authority_code,
        coalesce(period_code, 'unknown') as period_code,
        residence_status,
        coalesce(nullif(row_key, ''), 'no key') as row_key,
        area_column_name,
        area_value,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count,
        coalesce(is_synthetic, false) as is_synthetic
    from linked_rows
)

select * from rows_with_owner
