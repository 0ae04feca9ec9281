{#-
    Limit of the difference of two rates from the limits of each (Newcombe 1998,
    method 10, which keeps the skew of Wilson's limits). For the lower limit give the
    lower limit of the rate and the upper one of the other; for the upper, the reverse.
-#}
{% macro difference_limit(rate, rate_limit, other, other_limit, side) -%}
    cast(round(
            {{ rate }} - {{ other }} {{ '-' if side == 'lower' else '+' }} sqrt(
                power({{ rate }} - {{ rate_limit }}, 2)
                + power({{ other_limit }} - {{ other }}, 2)
            ),
            6
        ) as decimal(9, 6))
{%- endmacro %}
