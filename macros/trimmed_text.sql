{#- Text without surrounding white space (non-breaking spaces too); blank is null. -#}
{% macro trimmed_text(column) -%}
    nullif(trim(replace({{ column }}, chr(160), ' ')), '')
{%- endmacro %}
