{#- The last columns of every staging model, out of checked_rows. -#}
{% macro staged_provenance() -%}
    is_synthetic = 'true' as is_synthetic,
        row_key,
        reject_reason_code,
        reject_column_name,
        reject_value,
        reject_problem_count
{%- endmacro %}
