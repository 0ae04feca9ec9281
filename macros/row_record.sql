{#-
    The columns that int_quality needs of every linked row, whatever its dataset.
    area_column: the contract's column with the supplier's area, as SQL text; area_value:
    the column of the relation that holds it.
-#}
{% macro row_record(dataset_code, relation, area_column, area_value) -%}
    select
        '{{ dataset_code }}' as dataset_code,
        local_authority_code,
        period_code,
        residence_status,
        row_key,
        {{ area_column }} as area_column_name,
        {{ area_value }} as area_value,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count,
        is_synthetic
    from {{ relation }}
{%- endmacro %}
