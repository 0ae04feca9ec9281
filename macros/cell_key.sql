{#-
    The key of a cell: the sum of its records' keys modulo 256; null keys are not of the
    cell, and no record gives 0. As ONS perturbed the tables of Census 2021.
-#}
{% macro cell_key(record_keys) -%}
    cast(coalesce(sum({{ record_keys }}), 0) % 256 as bigint)
{%- endmacro %}
