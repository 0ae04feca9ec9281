{#- Texts of a group in one, in the order of order_column, with a blank between. -#}
{% macro joined_text(column, order_column) -%}
    {{ return(adapter.dispatch('joined_text')(column, order_column)) }}
{%- endmacro %}

{% macro default__joined_text(column, order_column) -%}
    string_agg({{ column }}, ' ' order by {{ order_column }})
{%- endmacro %}

{% macro spark__joined_text(column, order_column) -%}
    array_join(
        transform(
            sort_array(collect_list(struct({{ order_column }}, {{ column }}))),
            entry -> entry.{{ column.split('.')[-1] }}
        ),
        ' '
    )
{%- endmacro %}
