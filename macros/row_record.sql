{#-
    The columns that int_quality needs of every linked row, whatever its dataset.
    area_column: the contract's column with the supplier's area, as SQL text; area_value:
    the column of the relation that holds it, which is not shown where it is personal.
-#}
{% macro row_record(dataset_code, relation, area_column, area_value) -%}
    {%- set same_name = contract(dataset_code)['columns']
        | selectattr('name', 'equalto', area_column | replace("'", '')) | list -%}
    {%- set column = same_name[0] if same_name else {} -%}
    select
        '{{ dataset_code }}' as dataset_code,
        local_authority_code,
        period_code,
        residence_status,
        row_key,
        {{ area_column }} as area_column_name,
        {{ shown_value(column, area_value) }} as area_value,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count,
        is_synthetic
    from {{ relation }}
{%- endmacro %}
