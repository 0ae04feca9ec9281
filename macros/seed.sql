{#-
    Loads a seed in one statement, DuckDB reading the file itself. dbt's own way parses
    each file in Python first, only to count its rows and to guess types.

    Raw extracts (seeds/landed) keep every column as text: guessing would turn '01' into
    1 and hide what the supplier wrote. Other seeds declare the type of every column in
    their YAML. Columns are found by name. Nothing of the file's form is guessed either:
    a row with too many cells is an error and not the end of a preamble.
-#}
{% materialization seed, adapter='duckdb' -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set types = {} if model.fqn[1] == 'landed' else config.get('column_types', {}) -%}
    {%- set path = adapter.get_seed_file_path(model) | replace("'", "''") -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        create or replace table {{ relation }} as
        from read_csv(
            '{{ path }}',
            header = true,
            skip = 0,
            delim = ',',
            quote = '"',
            escape = '"',
            comment = '',
            dateformat = '%Y-%m-%d',
            all_varchar = true
            {%- if types -%}
            ,
            types = { {%- for column_name, data_type in types.items() %}
                '{{ column_name }}': '{{ data_type }}'{{ ',' if not loop.last }}
            {%- endfor %}
            }
            {%- endif %}
        )
    {%- endcall %}
    {#- dbt shows the table that it would have parsed; there is none. -#}
    {% do store_result('agate_table', response='OK') %}
    {% do persist_docs(relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{%- endmaterialization %}

{#-
    Loads a seed so too, Spark reading the file itself: dbt's own way
    sends the rows in the text of statements. EARLY_YEARS_SPARK_FILES is where a cluster
    sees the project's files, if elsewhere than this machine.
-#}
{% materialization seed, adapter='spark' -%}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set types = {} if model.fqn[1] == 'landed' else config.get('column_types', {}) -%}
    {%- set root = env_var('EARLY_YEARS_SPARK_FILES', model.root_path) -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('rows') -%}
        create or replace temporary view seed_rows
        using csv
        options (
            path "{{ root }}/{{ model.original_file_path }}",
            header "true",
            multiLine "true",
            quote '"',
            escape '"',
            mode "FAILFAST"
        )
    {%- endcall %}
    {% do adapter.drop_relation(relation) %}
    {% call statement('main') -%}
        create table {{ relation }}
        {{ file_format_clause() }}
        as
        select
            {%- for column_name, data_type in types.items() %}
            cast({{ column_name }} as {{ data_type }}) as {{ column_name }}
            {{- ',' if not loop.last }}
            {%- else %}
            *
            {%- endfor %}
        from seed_rows
    {%- endcall %}
    {#- dbt shows the table that it would have parsed; there is none. -#}
    {% do store_result('agate_table', response='OK') %}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [relation]}) }}
{%- endmaterialization %}
