{#-
    How a model is kept that others inline: ephemeral, so that a refresh has a node less.
    Spark plans what it inlines anew for each reading of it, and for readings within
    readings without end: there such a model is a table.
-#}
{% macro inlined() -%}
    {{ return(adapter.dispatch('inlined')()) }}
{%- endmacro %}

{% macro default__inlined() -%}
    {{ return('ephemeral') }}
{%- endmacro %}

{% macro spark__inlined() -%}
    {{ return('table') }}
{%- endmacro %}
