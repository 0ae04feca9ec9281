{#-
    Standard deviation of the logarithm of a denominator that is estimated: the part that
    ages share, each age's own, and what grows as children get fewer. 0 where it is counted.
-#}
{% macro denominator_deviation(shared, own, variance_per_child, children) -%}
    coalesce(
            round(
                sqrt(
                    power({{ shared }}, 2)
                    + power({{ own }}, 2)
                    + {{ variance_per_child }} / nullif({{ children }}, 0)
                ),
                12
            ),
            0.0
        )
{%- endmacro %}
