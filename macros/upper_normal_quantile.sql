{#-
    The standard normal score above which a share lies, for shares up to a half: 1.96 of
    0.025. Abramowitz and Stegun 26.2.23, wrong by at most 0.00045.
-#}
{% macro upper_normal_quantile(share) -%}
    {%- set term = 'sqrt(-2 * ln(' ~ share ~ '))' -%}
    (
                    {{ term }}
                    - (2.515517 + 0.802853 * {{ term }} + 0.010328 * power({{ term }}, 2))
                    / (
                        1 + 1.432788 * {{ term }} + 0.189269 * power({{ term }}, 2)
                        + 0.001308 * power({{ term }}, 3)
                    )
                )
{%- endmacro %}
