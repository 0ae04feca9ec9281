{#- Weighted arithmetic mean of the rows of a group; weights need not add up to one. -#}
{% macro weighted_mean(value, weight) -%}
    sum({{ weight }} * {{ value }}) / sum({{ weight }})
{%- endmacro %}
