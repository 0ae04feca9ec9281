{#-
    A text of policy with its {names} replaced by what stands in columns; a column
    without a value leaves nothing in the place of its name.
-#}
{% macro filled_text(template, columns) -%}
    {%- set filled = namespace(text=template) -%}
    {%- for name, column in columns.items() -%}
        {%- set filled.text -%}
            replace({{ filled.text }}, '{{ '{' ~ name ~ '}' }}', coalesce({{ column }}, ''))
        {%- endset -%}
    {%- endfor -%}
    {{ filled.text }}
{%- endmacro %}
