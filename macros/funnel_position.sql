{#- Where a value lies to the limits of its funnel; on a limit it is inside. -#}
{% macro funnel_position(value) -%}
    case
            when {{ value }} > funnel_upper_998 then 'far_above'
            when {{ value }} > funnel_upper_95 then 'above'
            when {{ value }} < funnel_lower_998 then 'far_below'
            when {{ value }} < funnel_lower_95 then 'below'
            when {{ value }} is not null and funnel_lower_95 is not null then 'similar'
        end
{%- endmacro %}
