{#-
    CTEs that rank a value among the wards of its group (need_rank) and put it on a common
    scale (normalised_score), by the method's normalisation: rank_exponential (constant:
    exponential_constant) and percentile read the rank alone, min_max (0 to 100) and
    z_score how far wards lie apart. Higher is more need. Where all wards are alike nobody
    stands out. A percentile takes ties at the middle of their ranks; it is a plain
    fraction and is not rounded: ranks that add up alike stay ties.

    method_keys: without them methods is one row. published: all methods are on the
    published scale (published_method), so that nothing is worked out for another.
-#}
{% macro normalised_scores(
    name, relation, value, group_keys, methods, method_keys, published=false
) -%}
    {%- set group = 'partition by ' ~ group_keys | join(', ') %}
    ranked_{{ name }} as (
        select
            *,
            cast(rank() over (
                {{ group }} order by {{ value }} desc
            ) as integer) as need_rank,
            cast(count(*) over ({{ group }}) as integer) as ranked_wards_count
            {%- if not published %},
            -- Ties are peers and all counted: the rank of the last of them.
            cast(count(*) over (
                {{ group }} order by {{ value }} desc
            ) as integer) as last_tied_rank,
            min({{ value }}) over ({{ group }}) as lowest_value,
            max({{ value }}) over ({{ group }})
            - min({{ value }}) over ({{ group }}) as value_range,
            avg({{ value }}) over ({{ group }}) as mean_value,
            stddev_pop({{ value }}) over ({{ group }}) as deviation
            {%- endif %}
        from {{ relation }}
    ),

    {{ name }} as (
        select
            ranked.*,
            {%- set exponential = rounded(exponential_transform(
                'ranked.need_rank', 'ranked.ranked_wards_count',
                'methods.exponential_constant'
            ), 9) %}
            {%- if published %}
            {{ exponential }} as normalised_score
            {%- else %}
            case methods.normalisation
                when 'rank_exponential' then {{ exponential }}
                when 'percentile'
                    then
                        100.0
                        * (
                            ranked.ranked_wards_count + 1
                            - (ranked.need_rank + ranked.last_tied_rank) / 2.0
                        )
                        / ranked.ranked_wards_count
                when 'min_max'
                    then round(coalesce(
                        100.0 * (ranked.{{ value }} - ranked.lowest_value)
                        / nullif(ranked.value_range, 0),
                        0
                    ), 9)
                when 'z_score'
                    then round(coalesce(
                        (ranked.{{ value }} - ranked.mean_value)
                        / nullif(ranked.deviation, 0),
                        0
                    ), 9)
            end as normalised_score
            {%- endif %}
        from ranked_{{ name }} as ranked
        {%- if method_keys %}
        inner join {{ methods }} as methods
            on {{ equal_keys('ranked', 'methods', method_keys) }}
        {%- else %}
        cross join {{ methods }} as methods
        {%- endif %}
    )
{%- endmacro %}
