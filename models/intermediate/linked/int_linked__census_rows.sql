-- One row per area and category as sent, over all census tables. Tables by LSOA are
-- linked to a ward here; the table by MSOA is spread over wards later, and counts as
-- being in the city where any of its LSOAs is.
with

census_rows as (
    select
        'census_ethnic_groups' as dataset_code,
        'ethnic_group' as topic_code,
        'lsoa_2021' as area_kind,
        'small_area' as area_role,
        period_code,
        lsoa_2021_code as area_code,
        category_code,
        people_count as counted_value,
        value_status,
        is_synthetic,
        row_key,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count
    from {{ ref('stg_ons__census_ethnic_groups') }}

    union all

    select
        'census_religions' as dataset_code,
        'religion' as topic_code,
        'lsoa_2021' as area_kind,
        'small_area' as area_role,
        period_code,
        lsoa_2021_code as area_code,
        category_code,
        people_count as counted_value,
        value_status,
        is_synthetic,
        row_key,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count
    from {{ ref('stg_ons__census_religions') }}

    union all

    select
        'census_household_deprivation' as dataset_code,
        'household_deprivation' as topic_code,
        'lsoa_2021' as area_kind,
        'small_area' as area_role,
        period_code,
        lsoa_2021_code as area_code,
        category_code,
        households_count as counted_value,
        value_status,
        is_synthetic,
        row_key,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count
    from {{ ref('stg_ons__census_household_deprivation') }}

    union all

    select
        'census_english_proficiency' as dataset_code,
        'english_proficiency' as topic_code,
        'msoa_2021' as area_kind,
        'larger_area' as area_role,
        period_code,
        msoa_2021_code as area_code,
        category_code,
        people_count as counted_value,
        value_status,
        is_synthetic,
        row_key,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count
    from {{ ref('stg_ons__census_english_proficiency') }}
),

linked_rows as (
    select
        census_rows.*,
        areas.local_authority_code,
        case
            when areas.area_role = 'small_area' then areas.ward_code
        end as ward_code,
        {{ residence_status('census_rows', 'areas', has_council=false) }}
            as residence_status
    from census_rows
    left join {{ ref('int_geography__areas') }} as areas
        on
            census_rows.area_code = areas.area_code
            and census_rows.area_role = areas.area_role
)

select * from linked_rows
