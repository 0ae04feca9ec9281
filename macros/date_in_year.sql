{#- The day of a year that a rule writes as month-day (2025, 09-01 -> 2025-09-01). -#}
{% macro date_in_year(year, month_day) -%}
    cast(cast({{ year }} as string) || '-' || {{ month_day }} as date)
{%- endmacro %}
