{#- A day as month-day, the way in which rules of every year are written: 09-01. -#}
{% macro month_day(day) -%}
    substr(cast({{ day }} as string), 6, 5)
{%- endmacro %}
