{#- The code of a locality: its council's and its name. Reads the alias, a row of wards. -#}
{% macro locality_code(alias) -%}
    {{ alias }}.local_authority_code || '-'
    || lower(replace({{ alias }}.locality_name, ' ', '-'))
{%- endmacro %}
