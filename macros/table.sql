{#-
    Builds a table in its place, in one transaction: a model that fails leaves the table
    that was there. dbt-duckdb's own way makes it under another name, renames the old and
    the new, and drops the old, five statements where this is one or two; and of a table
    with a contract it asks four more times for columns that the contract names, which
    here are compared in one query and commented on with the table.
-#}
{% materialization table, adapter='duckdb' -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set is_promised = config.get('contract').enforced -%}
    {{ run_hooks(pre_hooks) }}
    {%- if is_promised -%}
        {% do refuse_other_columns(compiled_code) %}
    {%- endif -%}
    {% call statement('main') -%}
        {% if existing %}
        drop {{ existing.type }} if exists {{ existing }} cascade;
        {% endif %}
        {% if is_promised %}
        create table {{ relation }} {{ get_table_columns_and_constraints() }};
        insert into {{ relation }} {{ get_column_names() }}
        {{ get_select_subquery(compiled_code) }};
        {{ table_comments(relation) }}
        {% else %}
        {{ create_table_as(False, relation, compiled_code) }}
        {% endif %}
    {%- endcall %}
    {%- if not is_promised -%}
        {% do persist_docs(relation, model) %}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{%- endmaterialization %}
