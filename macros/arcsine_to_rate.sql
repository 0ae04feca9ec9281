{#- The rate whose arcsine square root is given; angles beyond 0 and 1 stop there. -#}
{% macro arcsine_to_rate(angle) -%}
    cast(round(
            case
                when {{ angle }} <= 0 then 0
                when {{ angle }} >= pi() / 2 then 1
                else power(sin({{ angle }}), 2)
            end,
            6
        ) as decimal(9, 6))
{%- endmacro %}
