{#-
    Standard deviation of the error of a rate that is forecast some years on from its mean
    yearly change: shocks to come, the mean change, and chance in the first, last and
    coming years' children.
-#}
{% macro forecast_deviation(shock_variance, rate_variance, years, changes_count) -%}
    sqrt(
                    {{ shock_variance }} * {{ years }}
                    * (1 + cast({{ years }} as double) / {{ changes_count }})
                    + {{ rate_variance }} * (
                        1
                        + power(1 + cast({{ years }} as double) / {{ changes_count }}, 2)
                        + power(cast({{ years }} as double) / {{ changes_count }}, 2)
                    )
                )
{%- endmacro %}
