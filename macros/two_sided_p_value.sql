{#-
    How often chance alone gives a standard normal score as far from zero as this one.
    Neither DuckDB nor Spark knows the normal distribution. Abramowitz and Stegun 7.1.26,
    wrong by at most 0.00000015; written for the tail, so that it never reaches zero.
-#}
{% macro two_sided_p_value(score) -%}
    {%- set term = '(1.0 / (1.0 + 0.3275911 * abs(' ~ score ~ ') / sqrt(2.0)))' -%}
    {{ term }} * (
            0.254829592 + {{ term }} * (
                -0.284496736 + {{ term }} * (
                    1.421413741 + {{ term }} * (
                        -1.453152027 + {{ term }} * 1.061405429
                    )
                )
            )
        ) * exp(-power({{ score }}, 2) / 2.0)
{%- endmacro %}
