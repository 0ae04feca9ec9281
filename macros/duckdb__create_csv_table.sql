{#-
    Creates the table of a seed. Raw extracts (seeds/landed) keep every column as text:
    type guessing would turn '01' into 1 and hide what the supplier wrote. Other seeds
    declare the type of every column in their YAML.
-#}
{% macro duckdb__create_csv_table(model, agate_table) -%}
    {%- set is_landed = model.fqn[1] == 'landed' -%}
    {%- set column_types = model.config.get('column_types', {}) -%}
    {% set sql %}
        create table {{ this.render() }} (
            {%- for column_name in agate_table.column_names %}
            {{ adapter.quote(column_name) }}
            {{ 'string' if is_landed else column_types.get(column_name, 'string') }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        )
    {% endset %}
    {% call statement('_') %}{{ sql }}{% endcall %}
    {{ return(sql) }}
{%- endmacro %}
