{#-
    A value among the areas of its group on a common scale, by the method that the column
    named normalisation says: rank_exponential (constant: the column
    exponential_constant) and percentile read the rank alone, min_max (0 to 100) and
    z_score how far areas lie apart. Higher is more need. Where all areas are alike
    nobody stands out.
-#}
{% macro normalised_score(value, keys) -%}
    {%- set group = "over (partition by " ~ keys ~ ")" -%}
    {%- set ranking = "rank() over (partition by " ~ keys ~ " order by " ~ value
        ~ " desc)" -%}
    {%- set areas = "count(*) " ~ group -%}
    {%- set lowest = "min(" ~ value ~ ") " ~ group -%}
    round(
        case normalisation
            when 'rank_exponential'
                then {{ exponential_transform(ranking, areas, 'exponential_constant') }}
            when 'percentile'
                then
                    100.0 * cast({{ areas }} - {{ ranking }} + 1 as double) / {{ areas }}
            when 'min_max'
                then coalesce(
                    100.0 * ({{ value }} - {{ lowest }})
                    / nullif(max({{ value }}) {{ group }} - {{ lowest }}, 0),
                    0
                )
            when 'z_score'
                then coalesce(
                    ({{ value }} - avg({{ value }}) {{ group }})
                    / nullif(stddev_pop({{ value }}) {{ group }}, 0),
                    0
                )
        end,
        9
    )
{%- endmacro %}
