{#- The columns of a raw dataset, in the order of its contract. -#}
{% macro contract_columns(dataset_code) -%}
    {%- for column in contract(dataset_code)['columns'] -%}
        {{ column['name'] }}{{ ',\n    ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
