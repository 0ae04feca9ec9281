{#-
    Whether a text holds a sign that can be seen, so that trimmed_text leaves something;
    null for null.
-#}
{% macro is_filled(column) -%}
    {{ is_written_as(column, '[^ \t\r\n\u00a0\u2028\u2029' ~ steering_signs() ~ ']') }}
{%- endmacro %}
