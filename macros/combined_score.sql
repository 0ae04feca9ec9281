{#- The score that a combined_mean stands for. -#}
{% macro combined_score(mean, aggregation) -%}
    case {{ aggregation }} when 'geometric' then exp({{ mean }}) else {{ mean }} end
{%- endmacro %}
