{#-
    How the published score is made of ranks: on the exponential scale of the English
    indices of deprivation, by arithmetic means. Draws and changes of rank do the same.
-#}
{% macro published_method() -%}
    'rank_exponential' as normalisation,
        'arithmetic' as aggregation
{%- endmacro %}
