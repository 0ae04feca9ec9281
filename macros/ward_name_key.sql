{#-
    The spelling of a ward name that two publishers agree on: '&' and 'and', apostrophes,
    hyphens, case, spaces and Nomis's '(Birmingham)' make no difference.
-#}
{% macro ward_name_key(column) -%}
    replace(replace(replace(replace(replace(
        regexp_replace(lower({{ column }}), '[(][^)]*[)] *$', ''),
        '&', 'and'), '''', ''), '’', ''), '-', ''), ' ', '')
{%- endmacro %}
