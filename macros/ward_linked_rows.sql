{#-
    The CTEs that link rows a supplier sent by ward: `linked_rows` has one row per staged
    row with ward_code resolved by code, or by name where the code is blank, the
    residence_status, and whether the name is not the reference's name of the code. A
    second row for the same ward and key is rejected, however it was written.
    key: the columns besides the ward that name a row; measures: the columns it carries.
-#}
{% macro ward_linked_rows(staged, key, measures) -%}
staged_rows as (
    select * from {{ staged }}
),

resolved_rows as (
    select
        staged_rows.*,
        case
            when staged_rows.ward_code is null then named_wards.ward_code
            else staged_rows.ward_code
        end as resolved_ward_code,
        coalesce(
            coded_wards.ward_name_key != {{ ward_name_key('staged_rows.ward_name') }},
            false
        ) as is_ward_renamed
    from staged_rows
    left join {{ ref('int_geography__ward_names') }} as coded_wards
        on staged_rows.ward_code = coded_wards.ward_code
    left join {{ ref('int_geography__ward_names') }} as named_wards
        on
            staged_rows.local_authority_code = named_wards.local_authority_code
            and {{ ward_name_key('staged_rows.ward_name') }} = named_wards.ward_name_key
),

numbered_rows as (
    select
        resolved_rows.*,
        row_number() over (
            partition by
                local_authority_code, resolved_ward_code, {{ key | join(', ') }},
                case when reject_reason_code is null then 1 end
            order by ward_code, ward_name
        ) as ward_row_number
    from resolved_rows
),

judged_rows as (
    select
        numbered_rows.*,
        reject_reason_code is null
        and resolved_ward_code is not null
        and ward_row_number > 1 as is_ward_repeated
    from numbered_rows
),

linkable_rows as (
    select
        local_authority_code,
        {{ key | join(',\n        ') }},
        coalesce(ward_code, ward_name) as supplied_ward,
        resolved_ward_code,
        is_ward_renamed,
        ward_name,
        {{ measures | join(',\n        ') }},
        is_synthetic,
        row_key,
        case
            when is_ward_repeated then 'ward_repeated' else reject_reason_code
        end as reject_reason_code,
        case
            when is_ward_repeated then 'ward_code' else reject_column_name
        end as reject_column_name,
        case
            when is_ward_repeated then coalesce(ward_code, ward_name) else reject_value
        end as reject_value,
        case
            when is_ward_repeated then 1 else reject_problem_count
        end as reject_problem_count
    from judged_rows
),

linked_rows as (
    select
        linkable_rows.*,
        areas.ward_code,
        {{ residence_status('linkable_rows', 'areas') }} as residence_status
    from linkable_rows
    left join {{ ref('int_geography__areas') }} as areas
        on
            linkable_rows.resolved_ward_code = areas.area_code
            and areas.area_kind = 'ward'
)
{%- endmacro %}
