{#- A rate of 0 to 1 as text for readers: 0.053 -> '5.3 %'. -#}
{% macro as_percent(rate) -%}
    cast(cast(100 * {{ rate }} as decimal(9, 1)) as string) || ' %'
{%- endmacro %}
