{#-
    Builds a view in its place, as `table` does a table: dbt's own way makes it under
    another name, renames the old and the new, and drops the old.
-#}
{% materialization view, adapter='duckdb' -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        {% if existing %}
        drop {{ existing.type }} if exists {{ existing }} cascade;
        {% endif %}
        {{ get_create_view_as_sql(relation, compiled_code) }}
    {%- endcall %}
    {% do persist_docs(relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{%- endmaterialization %}
