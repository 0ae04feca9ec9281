{#-
    The comments on a table and its columns, as persist_docs asks for them. Every column
    of its YAML is there: a contract says so.
-#}
{% macro table_comments(relation) -%}
    {%- if config.persist_relation_docs() and model.description %}
    comment on table {{ relation }} is {{ duckdb_escape_comment(model.description) }};
    {%- endif %}
    {%- for name, column in model.columns.items() if config.persist_column_docs() %}
    comment on column {{ relation }}.{{ name }}
    is {{ duckdb_escape_comment(column.description) }};
    {%- endfor %}
{%- endmacro %}
