{#-
    Exponential transform of a rank, as in the English indices of deprivation: 100 for
    the worst of n areas; the worst tenth takes half of the scale.
    ranking: 1 = most need; constant: 23 by policy. Unit: points of 0 to 100.
-#}
{% macro exponential_transform(ranking, areas, constant) -%}
    -{{ constant }} * ln(
            1.0
            - (cast({{ areas }} - {{ ranking }} + 1 as double) / {{ areas }})
            * (1.0 - exp(-100.0 / {{ constant }}))
        )
{%- endmacro %}
