{#- A rate of 0 to 1 as text for people: 0.053 -> '5.3 %'. -#}
{% macro as_percent(rate) -%}
    cast(cast(100 * {{ rate }} as decimal(9, 1)) as string) || ' %'
{%- endmacro %}
