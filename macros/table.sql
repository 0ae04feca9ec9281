{#-
    Builds a table in its place, in one transaction: a model that fails leaves the table
    that was there. dbt-duckdb's own way makes it under another name, renames the old and
    the new, and drops the old, five statements where this is one or two.
-#}
{% materialization table, adapter='duckdb' -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        {% if existing %}
        drop {{ existing.type }} if exists {{ existing }} cascade;
        {% endif %}
        {{ create_table_as(False, relation, compiled_code) }}
    {%- endcall %}
    {% do persist_docs(relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{%- endmaterialization %}
