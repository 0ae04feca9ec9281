{#- Columns, each with the name of its relation before it. -#}
{% macro prefixed_columns(relation, columns) -%}
    {%- for column in columns -%}
        {{ relation }}.{{ column }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
