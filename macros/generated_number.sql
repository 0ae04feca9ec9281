{#-
    A number between 0 and 1, neither of them, of the sequence that starts in the columns
    of generator_seeds: the difference of the parts of combined_generator, brought between
    1 and a modulus less 1. The sequence is read in pairs: draws is a relation with the
    jumps of int_policy__whole_numbers to the pair of a draw, of which it gives the first
    number or, with next, the second. Plain arithmetic of whole numbers, alike in all
    engines.
-#}
{% macro generated_number(seeds, draws, next=false) -%}
    {%- set largest = combined_generator('first', 'modulus') | int - 1 -%}
    cast(
        (
            {%- for part in ('first', 'second') %}
            {%- set modulus = combined_generator(part, 'modulus') %}
            {{ '- ' if not loop.first }}{{ seeds }}_{{ part }} * {{ draws }}.{{ part }}_jump
            % {{ modulus }}
            {%- if next %} * {{ combined_generator(part, 'multiplier') }} % {{ modulus }}
            {%- endif %}
            {%- endfor %}
            + {{ largest - 1 }}
        ) % {{ largest }} + 1 as double
    ) / {{ largest + 1 }}
{%- endmacro %}
