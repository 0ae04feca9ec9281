{{ config(materialized='ephemeral') }}

-- One row per landed row whose ward name is not the reference's name of its code, or
-- whose ward no longer exists: found_value then has the ward as sent, that of today and
-- its first day.
{% set relations = [
    ('actions', ref('int_linked__actions')),
    ('area_indicator_counts', ref('int_linked__area_indicator_counts')),
    ('asq3_children_due', ref('int_linked__asq3_children_due')),
    ('asq3_ward_results', ref('int_linked__asq3_ward_results')),
    ('early_education_eligible_children', ref('int_linked__eligible_children')),
    ('early_education_ward_take_up', ref('int_linked__ward_take_up')),
    ('eyfsp_ward_results', ref('int_linked__eyfsp_ward_results')),
    ('family_voice', ref('int_linked__family_voice')),
    ('service_priorities', ref('int_linked__service_priorities')),
    ('temporary_accommodation', ref('int_linked__temporary_accommodation')),
] %}

with

renamed_wards as (
    {% for dataset, relation in relations %}
    select
        '{{ dataset }}' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        case when is_ward_renamed then 'ward_name' else 'ward_code' end as column_name,
        case
            when is_ward_renamed then ward_name
            else concat_ws(
                ' / ', supplied_ward, whole_ward_code, cast(recut_date as string)
            )
        end as found_value,
        case
            when is_ward_renamed then 'ward_renamed'
            when whole_ward_code is null then 'ward_split'
            when resolved_ward_code is null then 'ward_in_part'
            else 'ward_recut'
        end as reason_code
    from {{ relation }}
    where
        is_ward_renamed
        or (former_ward_code is not null and reject_reason_code is null)
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from renamed_wards
