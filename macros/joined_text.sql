{#-
    Texts of a group in one, in the order of order_column, with a blank between. It is
    dispatched because engines differ here; another target adds its own version.
-#}
{% macro joined_text(column, order_column) -%}
    {{ return(adapter.dispatch('joined_text')(column, order_column)) }}
{%- endmacro %}

{% macro default__joined_text(column, order_column) -%}
    string_agg({{ column }}, ' ' order by {{ order_column }})
{%- endmacro %}

{% macro spark__joined_text(column, order_column) -%}
    listagg({{ column }}, ' ') within group (order by {{ order_column }})
{%- endmacro %}
