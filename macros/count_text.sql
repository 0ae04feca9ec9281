{#- A count of less than a million as people write it, with a comma: 12,345. -#}
{% macro count_text(number) -%}
    case
        when {{ number }} < 1000 then cast({{ number }} as string)
        else
            cast(cast(floor(cast({{ number }} as double) / 1000) as integer) as string)
            || ',' || lpad(cast({{ number }} % 1000 as string), 3, '0')
    end
{%- endmacro %}
