{#-
    CTEs that mark the wards with too few children to rank: in one of the domains that are
    known, the children of its indicators together are fewer than policy asks for.

    counts: one row per ward and indicator within the keys, with domain_code,
    denominator_count, minimum_ranked_children_count. Adds has_too_few_children, in
    marked_counts.
-#}
{% macro marked_small_wards(counts, keys) -%}
    counts_with_domains as (
        select
            *,
            sum(denominator_count) over (
                partition by {{ (keys + ['ward_code', 'domain_code']) | join(', ') }}
            ) as domain_children_count
        from {{ counts }}
    ),

    marked_counts as (
        select
            *,
            coalesce(
                min(domain_children_count) over (
                    partition by {{ (keys + ['ward_code']) | join(', ') }}
                ) < minimum_ranked_children_count,
                false
            ) as has_too_few_children
        from counts_with_domains
    )
{%- endmacro %}
