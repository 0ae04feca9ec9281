{#-
    A standard normal number, by Box and Muller from the two numbers of a draw's pair in
    the sequence that starts in seeds (generated_number).
-#}
{% macro normal_number(seeds, draws) -%}
    sqrt(-2 * ln({{ generated_number(seeds, draws) }}))
        * cos(2 * pi() * {{ generated_number(seeds, draws, next=true) }})
{%- endmacro %}
