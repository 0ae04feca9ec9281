{#-
    Weighted mean of the scores of a group, arithmetic or geometric as the method's
    aggregation says: a geometric mean is an arithmetic one of logarithms, which
    combined_score turns back, row by row, once the group has its mean. It needs scores
    above 0.
-#}
{% macro combined_mean(score, weight, aggregation) -%}
    {{ weighted_mean(
        "case " ~ aggregation ~ " when 'geometric' then ln(" ~ score ~ ") else " ~ score
        ~ " end",
        weight
    ) }}
{%- endmacro %}
