{#-
    The modulus or the multiplier of a part, first or second, of the generator of draws:
    L'Ecuyer, Efficient and portable combined random number generators, Communications of
    the ACM 31(6), 1988. A part's state is a whole number from 1 to modulus - 1, and
    multiplied by multiplier gives the next, so that the state n steps on is one product
    with multiplier^n. No product reaches 2^63.
-#}
{% macro combined_generator(part, constant) -%}
    {{- {
        'first': {'modulus': 2147483563, 'multiplier': 40014},
        'second': {'modulus': 2147483399, 'multiplier': 40692}
    }[part][constant] -}}
{%- endmacro %}
