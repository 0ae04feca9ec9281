{#- Whether this target reads the landing store, and not the seeds. -#}
{% macro reads_store() -%}
    {{ return(target.name in ('store', 'spark_store')) }}
{%- endmacro %}
