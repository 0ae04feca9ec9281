{#-
    How xwalk_value_symbols writes what stands in place of a number: in lower case without
    blanks, with one kind of dash, and 0 for each number in it. '< 5' and '<10' are <0,
    '1 – 4' is 0-0. What has no number is itself.
-#}
{% macro symbol_form(column) -%}
    replace(regexp_replace(regexp_replace(
        translate(lower({{ column }}), '–—‐‑−‒ ', '------'),
        '[0-9]+', '§'), '[0-9]+', '§'), '§', '0')
{%- endmacro %}
