{#-
    Where a cell stands in the table of noise, 0 to 255, from the sum of its records' keys.
    Sums of categories add up to the sum of their total; with the table open to everyone
    that would say which noises go together. Their digests add up to nothing.
    cell_key: expression of the sum.
-#}
{% macro noise_key(cell_key) -%}
    cast(floor(256 * {{ uniform_number(
        "md5(concat_ws('/', " ~ record_secret() ~ ", cast(" ~ cell_key
        ~ " as string)))", '1'
    ) }}) as bigint)
{%- endmacro %}
