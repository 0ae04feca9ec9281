{#-
    Limit, at most 1, of a share that is wrong by chance and by a factor. Where nobody or
    next to nobody is counted there is no logarithm: the factor widens the limit itself.
-#}
{% macro share_limit(share, chance_limit, z, side, deviation) -%}
    {%- set sign = '-' if side == 'lower' else '' -%}
    least(1.0, case
                    when {{ share }} <= 0 or {{ chance_limit }} <= 0
                        then ({{ chance_limit }}) * exp({{ sign }}{{ z }} * {{ deviation }})
                    else ({{ share }}) * exp({{ sign }}sqrt(
                        power(ln(({{ chance_limit }}) / ({{ share }})), 2)
                        + power({{ z }} * {{ deviation }}, 2)
                    ))
                end)
{%- endmacro %}
