{#-
    Stops a model whose query gives other columns or types than its contract promises.
    Both sides are asked for in one query; dbt's own macro, which words what is wrong,
    asks for each apart and puts every column of both into a form of its own.
-#}
{% macro refuse_other_columns(sql) -%}
    {%- set differing -%}
        with given as (
            select lower(column_name) as name, column_type
            from (
                describe (
                    {#- The query may end with a comment. #}
                    {{ sql }}
                )
            )
        ),
        promised as (
            select lower(column_name) as name, column_type
            from (describe ({{ get_empty_schema_sql(model.columns) }}))
        )
        (from given except all from promised)
        union all
        (from promised except all from given)
    {%- endset -%}
    {%- if run_query(differing) | length -%}
        {% do assert_columns_equivalent(sql) %}
    {%- endif -%}
{%- endmacro %}
