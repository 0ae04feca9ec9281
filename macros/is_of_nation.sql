{#- Whether a row with these first letters of codes is for a council; blank is for all. -#}
{% macro is_of_nation(letters, council_code) -%}
    (
            {{ letters }} is null
            or position(substr({{ council_code }}, 1, 1) in {{ letters }}) > 0
        )
{%- endmacro %}
