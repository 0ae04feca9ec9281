{#-
    Whether a pair of counts speaks of few children: the count, what is left over, or the
    denominator is 1 to limit (policy). False where a count is unknown.
-#}
{% macro is_small_pair(numerator, denominator, limit) -%}
    coalesce(
            {{ numerator }} between 1 and {{ limit }}
            or {{ denominator }} between 1 and {{ limit }}
            or {{ denominator }} - {{ numerator }} between 1 and {{ limit }},
            false
        )
{%- endmacro %}
