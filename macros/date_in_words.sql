{#- A day as people write it: 1 September 2025; null without a day. -#}
{% macro date_in_words(day) -%}
    cast(extract(day from {{ day }}) as string) || ' '
    || split_part(
        'January February March April May June July August September October November '
        || 'December',
        ' ',
        cast(extract(month from {{ day }}) as integer)
    )
    || ' ' || cast(extract(year from {{ day }}) as string)
{%- endmacro %}
