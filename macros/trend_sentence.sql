{#- Which sentence of policy tells of a change, of a relation with the columns of changes. -#}
{% macro trend_sentence(changes) -%}
    case
            when {{ changes }}.change_lower_95_rate is not null
                then 'figure_trend_observed'
            when {{ changes }}.change_status = 'observed'
                then 'figure_trend_without_limits'
            when {{ changes }}.change_status is not null then 'figure_trend_other'
        end
{%- endmacro %}
