{#-
    Wilson score limit of a proportion, as PHEindicatormethods computes it.
    side: 'lower' or 'upper'; z: standard normal quantile (1.959964 for 95 %).
    Null where the numerator is above the denominator or there is none.
-#}
{% macro wilson_limit(numerator, denominator, z, side) -%}
    case
            when {{ denominator }} > 0 and {{ numerator }} between 0 and {{ denominator }}
                then cast(round(
                    (
                        2.0 * {{ numerator }} + {{ z }} * {{ z }}
                        {{ '-' if side == 'lower' else '+' }} {{ z }} * sqrt(
                            {{ z }} * {{ z }} + 4.0 * {{ numerator }}
                            * (1.0 - cast({{ numerator }} as double) / {{ denominator }})
                        )
                    )
                    / (2.0 * ({{ denominator }} + {{ z }} * {{ z }})),
                    6
                ) as decimal(9, 6))
        end
{%- endmacro %}
