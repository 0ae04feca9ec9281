-- One row per child and entitlement as sent, linked to the ward of the child's home.
with

headcount as (
    select * from {{ ref('stg_council__early_education_headcount') }}
),

areas as (
    select * from {{ ref('int_geography__areas') }}
    where area_role = 'small_area'
),

linked_rows as (
    select
        headcount.local_authority_code,
        headcount.period_code,
        headcount.child_id,
        headcount.home_lsoa_2021_code,
        headcount.age_at_31_december,
        headcount.entitlement_basis,
        headcount.in_reception,
        headcount.has_early_years_pupil_premium,
        headcount.has_send,
        headcount.is_synthetic,
        headcount.row_key,
        headcount.reject_reason_code,
        headcount.reject_column_name,
        headcount.reject_value,
        headcount.reject_problem_count,
        areas.ward_code,
        {{ residence_status('headcount', 'areas') }} as residence_status
    from headcount
    left join areas on headcount.home_lsoa_2021_code = areas.area_code
)

select * from linked_rows
