-- Counts cells alone, of whatever column: here the datasets are alike, and no row of
-- one is joined to a row of another.
{% set datasets = [
    'actions',
    'area_indicator_counts',
    'area_lookups',
    'asq3_children_due',
    'asq3_reviews',
    'asq3_ward_results',
    'census_english_proficiency',
    'census_ethnic_groups',
    'census_household_deprivation',
    'census_religions',
    'child_poverty',
    'council_settings',
    'decisions',
    'deprivation_indices',
    'early_education_eligible_children',
    'early_education_headcount',
    'early_education_ward_take_up',
    'early_years_services',
    'eyfsp_results',
    'eyfsp_ward_results',
    'family_voice',
    'funded_places',
    'population_estimates',
    'postcodes',
    'published_asq3_results',
    'published_early_education_take_up',
    'published_eyfsp_results',
    'service_priorities',
    'setting_hours',
    'settings_register',
    'statistical_neighbours',
    'temporary_accommodation',
    'ward_boundaries',
] %}

with

counted_cells as (
    {% for dataset_code in datasets %}
    {{ filled_cells(dataset_code) }}

    {{ 'union all' if not loop.last }}

    {% endfor %}
),

-- As macros/checked_rows.sql has it.
joined_councils as (
    select
        former_area_code,
        max(area_code) as local_authority_code,
        max(from_date) as recut_date
    from {{ ref('ref_area_changes') }}
    where area_kind = 'local_authority'
    group by former_area_code
    having count(*) = 1
),

cells_with_period as (
    select
        cells.dataset_code,
        coalesce(
            joined_councils.local_authority_code, upper(cells.local_authority_code)
        ) as local_authority_code,
        joined_councils.former_area_code as former_council_code,
        joined_councils.recut_date,
        cells.area_kind,
        upper(cells.area_code) as area_code,
        coalesce(periods.period_code, 'unknown') as period_code,
        cells.required_cells_count,
        cells.required_filled_count,
        cells.optional_cells_count,
        cells.optional_filled_count
    from counted_cells as cells
    left join joined_councils
        on upper(cells.local_authority_code) = joined_councils.former_area_code
    left join {{ ref('ref_periods') }} as periods
        on {{ is_period_of(
            'periods', 'cells.period_label', 'cells.period_type'
        ) }}
)

select * from cells_with_period
