{#-
    Variance of what a year adds to a rate of its own: policy's deviation, which counts as
    prior_years years, and the squared changes about their mean, less what chance in two
    years' children adds to each (2 rate_variance).
-#}
{% macro yearly_shock_variance(
    deviation, prior_years, squared_changes, changes_count, rate_variance
) -%}
    (
            {{ prior_years }} * power({{ deviation }}, 2)
            + greatest(
                {{ squared_changes }} - 2 * ({{ changes_count }} - 1) * {{ rate_variance }},
                0
            )
        ) / ({{ prior_years }} + {{ changes_count }} - 1)
{%- endmacro %}
