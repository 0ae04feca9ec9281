{#-
    Two columns, {name}_first and {name}_second: the states from which the parts of
    combined_generator start, from an MD5 text. A text for each ward and indicator gives
    each a sequence of numbers of its own, the same on every machine.
-#}
{% macro generator_seeds(md5_text, name) -%}
    {%- for part, digit in (('first', '1'), ('second', '14')) %}
    1 + cast(
        floor(
            {{ combined_generator(part, 'modulus') | int - 1 }}
            * {{ uniform_number(md5_text, digit) }}
        ) as bigint
    ) as {{ name }}_{{ part }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
