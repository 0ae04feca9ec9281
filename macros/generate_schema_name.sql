{#- Schemas are named by folder (`marts`, not `main_marts`): BI tools read them. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
