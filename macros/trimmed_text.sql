{#-
    Text without blanks around it: spaces, tabs, line ends, non-breaking and zero-width
    spaces, byte order marks. What is blank is null.
-#}
{% macro trimmed_text(column) -%}
    {%- set blanks = ' \t\r\n\u00a0\u200b\ufeff' -%}
    nullif(trim(both '{{ blanks }}' from {{ column }}), '')
{%- endmacro %}
