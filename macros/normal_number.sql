{#-
    A standard normal number from an MD5 text, by Box and Muller from two uniform ones: the
    same on every machine and in every version.
-#}
{% macro normal_number(md5_text) -%}
    sqrt(-2 * ln({{ uniform_number(md5_text, '1') }}))
        * cos(2 * pi() * {{ uniform_number(md5_text, '14') }})
{%- endmacro %}
