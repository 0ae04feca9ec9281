{#- The code of a locality: its council's and its name. -#}
{% macro locality_code(local_authority_code, locality_name) -%}
    {{ local_authority_code }} || '-' || lower(replace({{ locality_name }}, ' ', '-'))
{%- endmacro %}
