{#-
    The columns that int_quality needs of every landed row, for a dataset whose rows count
    in no ward. council: the column, or the SQL text, that says whose the row is.
-#}
{% macro unlinked_record(dataset_code, relation, council) -%}
    select
        '{{ dataset_code }}' as dataset_code,
        {{ council }} as local_authority_code,
        period_code,
        case
            when reject_reason_code is not null then 'rejected' else 'not_by_ward'
        end as residence_status,
        row_key,
        cast(null as string) as area_column_name,
        cast(null as string) as area_value,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count,
        is_synthetic
    from {{ relation }}
{%- endmacro %}
