{#-
    The spelling of a ward name that two publishers agree on: '&' and 'and', apostrophes,
    hyphens, stops, case, spaces, Nomis's '(Birmingham)' and 'Ward' behind the name make
    no difference.
-#}
{% macro ward_name_key(column) -%}
    replace(translate(
        regexp_replace(
            regexp_replace(lower({{ column }}), '[(][^)]*[)] *$', ''), ' ward *$', ''
        ), '''’‘`´-–‐., ', ''), '&', 'and')
{%- endmacro %}
