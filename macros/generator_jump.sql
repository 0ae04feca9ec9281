{#-
    What the state of a part of combined_generator is multiplied by to move on by so many
    pairs of numbers.
-#}
{% macro generator_jump(part, pairs) -%}
    {%- set multiplier = combined_generator(part, 'multiplier') | int -%}
    cast(
            {{ multiplier ** (2 * pairs) % combined_generator(part, 'modulus') | int }}
            as bigint
        )
{%- endmacro %}
