{#- Variance that chance adds to the rate of a year's children; 0 where none are counted. -#}
{% macro variance_of_a_rate(rate, children) -%}
    coalesce({{ rate }} * (1 - {{ rate }}) / nullif({{ children }}, 0), 0)
{%- endmacro %}
