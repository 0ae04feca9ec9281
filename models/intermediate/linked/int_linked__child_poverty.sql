{{ config(materialized='ephemeral') }}

-- One row per ward and financial year as sent: children in low income families.
with

poverty_rows as (
    select * from {{ ref('stg_dwp__child_poverty') }}
),

linked_rows as (
    select
        areas.local_authority_code,
        poverty_rows.period_code,
        areas.ward_code,
        poverty_rows.ward_code as supplied_ward,
        poverty_rows.children_count,
        poverty_rows.children_rate_percent,
        poverty_rows.value_status,
        {{ residence_status('poverty_rows', 'areas', has_council=false) }}
            as residence_status,
        poverty_rows.is_synthetic,
        poverty_rows.row_key,
        poverty_rows.reject_reason_code,
        poverty_rows.reject_column_name,
        poverty_rows.reject_value,
        poverty_rows.reject_problem_count
    from poverty_rows
    left join {{ ref('int_geography__areas') }} as areas
        on
            poverty_rows.ward_code = areas.area_code
            and areas.area_kind = 'ward'
)

select * from linked_rows
