{#-
    A table of the landing store as a query reads it. It is dispatched because engines
    differ here: dbt-duckdb knows where the Parquet of a source lies, and to Spark the
    path itself is the table; it is read where it lies.
-#}
{% macro landed_source(name) -%}
    {{ return(adapter.dispatch('landed_source')(name)) }}
{%- endmacro %}

{% macro default__landed_source(name) -%}
    {{ source('landing_store', name) }}
{%- endmacro %}

{% macro spark__landed_source(name) -%}
    {#- Named for the lineage alone. -#}
    {%- do source('landing_store', name) -%}
    parquet.`{{ env_var('EARLY_YEARS_CURRENT', 'data/current') }}/{{ name }}.parquet`
{%- endmacro %}
