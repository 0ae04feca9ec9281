{#-
    How many of 100 a share of 0 to 1 is, rounded half up. It is worked out in decimals:
    a double of 0.045 could fall on either side.
-#}
{% macro of_hundred(rate) -%}
    cast(
        floor(cast({{ rate }} as decimal(9, 6)) * 100 + cast(0.5 as decimal(9, 6)))
        as integer
    )
{%- endmacro %}
