{#-
    The home that a dataset is read from: the seed, or with a target of the store what counts
    of the landing store (early_years/landing/releases.py), which is open data of the tool
    where no release is held. Each target has a database of its own, so that the two are
    never mixed. This is the only switch.
-#}
{% macro landed_rows(dataset_code) -%}
    {%- if reads_store() -%}
        {{ landed_source(dataset_code) }}
    {%- else -%}
        {{ ref('raw_' ~ dataset_code) }}
    {%- endif -%}
{%- endmacro %}
