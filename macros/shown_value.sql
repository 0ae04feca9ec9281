{#-
    The value of a contract column as people may read it: of a personal column only that
    there was one, in the words of early_years/landing/masking.py. column: its entry of
    the contract; value: the SQL of what it holds.
-#}
{% macro shown_value(column, value) -%}
    {%- if column.get('is_personal') -%}
        case when {{ value }} is not null then 'not shown' end
    {%- else -%}
        {{ value }}
    {%- endif -%}
{%- endmacro %}
