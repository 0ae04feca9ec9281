{#-
    Limit of a rate, decimal(9, 6), from its limit by chance (Wilson's) and from the error
    of its denominator. Where the denominator is counted, deviation is 0 and the limit is
    the one by chance. Else the share of the children counted (those of the numerator, or
    the remainder, of which a gap is what is left) is wrong by the factor of its
    denominator: on the scale of logarithms both errors are put together as squares (Zou
    and Donner 2008, Statistics in Medicine 27, 1693-1702). Null without a limit by chance.

    rate, chance_limit, z, deviation, counted_children: columns; side: lower or upper.
-#}
{% macro rate_limit(rate, chance_limit, z, side, deviation, counted_children) -%}
    case
            -- Also where there is none: least() would make 1 of it.
            when {{ chance_limit }} is null or coalesce({{ deviation }}, 0) = 0
                then {{ chance_limit }}
            when {{ counted_children }} = 'remainder'
                then cast(round(1 - {{ share_limit(
                    '1 - ' ~ rate, '1 - cast(' ~ chance_limit ~ ' as double)', z,
                    'upper' if side == 'lower' else 'lower', deviation
                ) }}, 6) as decimal(9, 6))
            else cast(round({{ share_limit(
                rate, 'cast(' ~ chance_limit ~ ' as double)', z, side, deviation
            ) }}, 6) as decimal(9, 6))
        end
{%- endmacro %}
