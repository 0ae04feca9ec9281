{#- The share, 0 to 1, whose log odds are given. -#}
{% macro share_of_log_odds(log_odds) -%}
    1.0 / (1.0 + exp(-({{ log_odds }})))
{%- endmacro %}
