{#- A whole number as its place in an order: 1st, 2nd, 3rd, 11th, 22nd. -#}
{% macro ordinal_text(number) -%}
    cast({{ number }} as string) || case
        when {{ number }} % 100 in (11, 12, 13) then 'th'
        when {{ number }} % 10 = 1 then 'st'
        when {{ number }} % 10 = 2 then 'nd'
        when {{ number }} % 10 = 3 then 'rd'
        else 'th'
    end
{%- endmacro %}
