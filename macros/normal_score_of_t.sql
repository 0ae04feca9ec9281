{#-
    The normal score that as few lie beyond as beyond a score of Student's t. Wallace
    1959, as Abramowitz and Stegun 26.7.8 have it; a share wrong by at most
    0.001 from 3 degrees of freedom on.
-#}
{% macro normal_score_of_t(score, degrees) -%}
    sign({{ score }})
        * (8.0 * {{ degrees }} + 1) / (8.0 * {{ degrees }} + 3)
        * sqrt({{ degrees }} * ln(1 + power({{ score }}, 2) / {{ degrees }}))
{%- endmacro %}
