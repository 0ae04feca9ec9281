{#- A count not below zero. An unknown count stays unknown: greatest() would make it 0. -#}
{% macro floored_count(count) -%}
    case when {{ count }} < 0 then 0 else {{ count }} end
{%- endmacro %}
