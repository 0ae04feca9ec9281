-- One row a landed row whose ward name is not the reference's name of its code.
with

ward_rows as (
    select
        'asq3_children_due' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        ward_name,
        is_ward_renamed
    from {{ ref('int_outcomes__asq3_children_due') }}

    union all

    select
        'early_education_eligible_children' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        ward_name,
        is_ward_renamed
    from {{ ref('int_take_up__eligible_children') }}

    union all

    select
        'service_priorities' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        ward_name,
        is_ward_renamed
    from {{ ref('int_provision__service_priorities') }}

    union all

    select
        'temporary_accommodation' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        ward_name,
        is_ward_renamed
    from {{ ref('int_communities__temporary_accommodation') }}
)

select
    dataset_code,
    local_authority_code,
    period_code,
    row_key,
    ward_name
from ward_rows
where is_ward_renamed
