{#-
    A number between 0 and 1, neither of them, from 13 hexadecimal digits of an MD5 text
    from the position first_digit on: the same on every machine and in every version.
    It is dispatched because engines differ here; another target adds its own version.
-#}
{% macro uniform_number(md5_text, first_digit) -%}
    {{ return(adapter.dispatch('uniform_number')(md5_text, first_digit)) }}
{%- endmacro %}

{% macro default__uniform_number(md5_text, first_digit) -%}
    (
        cast(
            cast(concat('0x', substr({{ md5_text }}, {{ first_digit }}, 13)) as bigint)
            as double
        ) + 0.5
    ) / power(16.0, 13)
{%- endmacro %}

{% macro spark__uniform_number(md5_text, first_digit) -%}
    (
        cast(conv(substr({{ md5_text }}, {{ first_digit }}, 13), 16, 10) as double) + 0.5
    ) / power(16.0, 13)
{%- endmacro %}
