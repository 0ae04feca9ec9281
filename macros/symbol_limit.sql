{#-
    The least or most that a symbol says of the number in whose place it stands, by its
    row of xwalk_value_symbols; null where it says nothing.
-#}
{% macro symbol_limit(symbols, column, which) -%}
    case {{ symbols }}.interval_form
        {%- if which == 'least' %}
        when 'between' then {{ number_in(column) }}
        when 'below' then 0
        when 'up_to' then 0
        {%- else %}
        when 'between' then {{ number_in(column, 'second') }}
        when 'below' then {{ number_in(column) }} - 1
        when 'up_to' then {{ number_in(column) }}
        {%- endif %}
    end
{%- endmacro %}
