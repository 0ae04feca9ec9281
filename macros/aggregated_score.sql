{#-
    Weighted mean of the rows of a group, arithmetic or geometric as the column named
    aggregation says; a group has one aggregation. A geometric mean needs scores above 0.
-#}
{% macro aggregated_score(score, weight) -%}
    case aggregation
        when 'arithmetic' then {{ weighted_mean(score, weight) }}
        when 'geometric'
            then exp({{ weighted_mean(
                "ln(case aggregation when 'geometric' then " ~ score ~ " end)", weight
            ) }})
    end
{%- endmacro %}
