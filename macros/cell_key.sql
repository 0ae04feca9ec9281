{#-
    The key of a cell: the sum of its records' keys modulo 2^31; null keys are not of the
    cell, and no record gives 0. As ONS perturbed the tables of Census 2021, but that
    noise_key stands between the sum and the table of noise.
-#}
{% macro cell_key(record_keys) -%}
    cast(coalesce(sum({{ record_keys }}), 0) % 2147483648 as bigint)
{%- endmacro %}
