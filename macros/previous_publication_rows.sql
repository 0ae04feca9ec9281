{#-
    The rows that the publication before archived, all text, with its name: what a refresh
    hands to the build. Without one (a plain build, a first refresh) the same columns and
    no rows: there is nothing to compare with. This is the only switch.
-#}
{% macro previous_publication_rows(table_name, columns) -%}
    {%- set is_handed = env_var('EARLY_YEARS_PREVIOUS', '') != '' -%}
    select
    {%- for column in columns + ['publication_code'] %}
        {% if not is_handed %}cast(null as string) as {% endif -%}
        {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
    {% if is_handed -%}
    from {{ source('previous_publication', table_name) }}
    {%- else -%}
    limit 0
    {%- endif %}
{%- endmacro %}
