-- One row per landed row of any dataset: whose it is, where it counts, and what is
-- wrong with it. Rows of tables by area belong to the council of their area.
{% set by_home = [
    ('asq3_reviews', ref('int_linked__asq3_reviews')),
    ('early_education_headcount', ref('int_linked__headcount_rows')),
    ('eyfsp_results', ref('int_linked__eyfsp_children')),
] %}
{% set by_ward = [
    ('actions', ref('int_linked__actions')),
    ('area_indicator_counts', ref('int_linked__area_indicator_counts')),
    ('asq3_children_due', ref('int_linked__asq3_children_due')),
    ('asq3_ward_results', ref('int_linked__asq3_ward_results')),
    ('child_poverty', ref('int_linked__child_poverty')),
    ('early_education_eligible_children', ref('int_linked__eligible_children')),
    ('early_education_ward_take_up', ref('int_linked__ward_take_up')),
    ('eyfsp_ward_results', ref('int_linked__eyfsp_ward_results')),
    ('family_voice', ref('int_linked__family_voice')),
    ('service_priorities', ref('int_linked__service_priorities')),
    ('temporary_accommodation', ref('int_linked__temporary_accommodation')),
    ('ward_boundaries', ref('int_linked__ward_boundaries')),
] %}
{% set by_area = [
    ('deprivation_indices', ref('int_linked__deprivation_rows')),
    ('population_estimates', ref('int_linked__population_rows')),
] %}

with

linked_rows as (
    {% for dataset, relation in by_home %}
    {{ row_record(dataset, relation, "'home_lsoa_2021_code'", 'home_lsoa_2021_code') }}

    union all

    {% endfor %}
    {% for dataset, relation in by_ward %}
    {% set is_any = dataset == 'area_indicator_counts' %}
    {% set column = 'area_code' if is_any else 'ward_code' %}
    {{ row_record(dataset, relation, "'" ~ column ~ "'", 'supplied_ward') }}

    union all

    {% endfor %}
    {% for dataset, relation in by_area %}
    {{ row_record(dataset, relation, "area_kind || '_code'", 'area_code') }}

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
    from {{ ref('int_linked__census_rows') }}

    union all

    select * from {{ ref('int_linked__unlinked_rows') }}
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
