{#- The first number in a text as bigint, or the second; null where there is none. -#}
{% macro number_in(column, which='first') -%}
    {%- set patterns = {'first': '([0-9]+)', 'second': '[0-9]+[^0-9]+([0-9]+)'} -%}
    try_cast(regexp_extract({{ column }}, '{{ patterns[which] }}', 1) as bigint)
{%- endmacro %}
