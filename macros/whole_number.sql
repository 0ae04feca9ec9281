{#- Whole number as integer; null where the text is none. -#}
{% macro whole_number(column) -%}
    case
        when {{ is_written_as(column, '^-?[0-9]+([.]0+)?$') }}
            then try_cast(try_cast({{ column }} as double) as integer)
    end
{%- endmacro %}
