{#- Sum of counts as bigint; null where any part is unknown: a part is not the whole. -#}
{% macro known_sum(count) -%}
    cast(case when count(*) = count({{ count }}) then sum({{ count }}) end as bigint)
{%- endmacro %}
