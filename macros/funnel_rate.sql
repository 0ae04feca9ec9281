{#-
    The rate at a point of a funnel, between 0 and 1; a gap, of which the remainder is
    counted, is at the mirrored point. See funnel_limits.
-#}
{% macro funnel_rate(point, mirrored_point) -%}
    case
                when is_turned then 1 - least(1.0, exp({{ mirrored_point }}))
                when is_estimated then least(1.0, exp({{ point }}))
                else {{ arcsine_to_rate(point) }}
            end
{%- endmacro %}
