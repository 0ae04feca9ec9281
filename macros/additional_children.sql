{#- Whole children that a gap in rates comes to; none where there is no gap. -#}
{% macro additional_children(count, gap_rate) -%}
    case
            when {{ gap_rate }} <= 0 then 0
            else cast(round({{ count }} * cast({{ gap_rate }} as double)) as bigint)
        end
{%- endmacro %}
