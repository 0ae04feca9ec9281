{#-
    The key of a record, a whole number below 2^31, from the columns that tell it apart:
    the same in every table, area, period and release, so that the same records get the
    same noise. With a secret of the council, where the environment hands one down, nobody
    works it out who holds the code alone. columns: expressions of text.
-#}
{% macro record_key(columns) -%}
    cast(floor(2147483648 * {{ uniform_number(
        "md5(concat_ws('/', " ~ record_secret() ~ ", "
        ~ columns | join(', ') ~ '))', '1'
    ) }}) as bigint)
{%- endmacro %}
