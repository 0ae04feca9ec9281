{#-
    The key of a record, 0 to 255, from the columns that tell it apart: the same in every
    table, area, period and release, so that the same records get the same noise. With a
    secret of the council, where the environment hands one down, nobody works it out who
    holds the code alone. columns: expressions of text.
-#}
{% macro record_key(columns) -%}
    cast(floor(256 * {{ uniform_number(
        "md5(concat_ws('/', " ~ record_secret() ~ ", "
        ~ columns | join(', ') ~ '))', '1'
    ) }}) as bigint)
{%- endmacro %}
