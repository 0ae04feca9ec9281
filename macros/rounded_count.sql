{#- A count rounded to the nearest multiple of base (halves up), as bigint. -#}
{% macro rounded_count(count, base) -%}
    cast(floor(cast({{ count }} as double) / {{ base }} + 0.5) * {{ base }} as bigint)
{%- endmacro %}
