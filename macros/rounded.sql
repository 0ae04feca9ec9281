{#-
    A number of at most 15 digits rounded to some after the point: round() with digits,
    which works out a power of ten for each row, says the same and takes three times as
    long.
-#}
{% macro rounded(number, digits) -%}
    round(({{ number }}) * 1e{{ digits }}) / 1e{{ digits }}
{%- endmacro %}
