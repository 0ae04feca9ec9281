{#- Number written with digits and a decimal point alone, as double; else null. -#}
{% macro plain_number(column) -%}
    case
        when {{ is_written_as(column, '^-?[0-9]+([.][0-9]+)?$') }}
            then try_cast({{ column }} as double)
    end
{%- endmacro %}
