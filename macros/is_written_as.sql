{#- Whether a text is written as a regular expression says; null for null. -#}
{% macro is_written_as(column, pattern) -%}
    regexp_extract({{ column }}, '{{ pattern }}', 0) != ''
{%- endmacro %}
