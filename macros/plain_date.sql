{#- Day written as year-month-day (2022-02-28), as date; else null. -#}
{% macro plain_date(column) -%}
    case
        when {{ is_written_as(column, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') }}
            then try_cast({{ column }} as date)
    end
{%- endmacro %}
