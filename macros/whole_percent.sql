{#-
    A rate of 0 to 1 as whole per cent, 23%; what is neither none nor all and would round
    to it is "less than 1%" or "more than 99%".
-#}
{% macro whole_percent(rate) -%}
    case
        when {{ rate }} > 0 and {{ of_hundred(rate) }} = 0 then 'less than 1%'
        when {{ rate }} < 1 and {{ of_hundred(rate) }} = 100 then 'more than 99%'
        else cast({{ of_hundred(rate) }} as string) || '%'
    end
{%- endmacro %}
