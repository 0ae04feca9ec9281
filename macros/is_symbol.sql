{#-
    How a text finds its row of xwalk_value_symbols. A sign with a number is one only up
    to the largest that hides people: 1-400 is rather a slip for 1,400.
-#}
{% macro is_symbol(symbols, column) -%}
    {{ symbol_form(column) }} = {{ symbols }}.published_symbol
            and (
                {{ symbols }}.interval_form is null
                or {{ symbol_limit(symbols, column, 'most') }}
                between {{ symbol_limit(symbols, column, 'least') }}
                and {{ symbols }}.largest_number
            )
{%- endmacro %}
