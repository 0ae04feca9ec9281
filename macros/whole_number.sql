{#- Whole number as integer; null where the text is none. -#}
{% macro whole_number(column) -%}
    case
        when floor(try_cast({{ column }} as double)) = try_cast({{ column }} as double)
            then try_cast(try_cast({{ column }} as double) as integer)
    end
{%- endmacro %}
