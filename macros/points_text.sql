{#- A difference of two rates in whole points, with its sign: +5, 0, −2. -#}
{% macro points_text(difference) -%}
    case
        when {{ of_hundred('abs(' ~ difference ~ ')') }} = 0 then '0'
        when {{ difference }} < 0 then '−'
        else '+'
    end || case
        when {{ of_hundred('abs(' ~ difference ~ ')') }} = 0 then ''
        else cast({{ of_hundred('abs(' ~ difference ~ ')') }} as string)
    end
{%- endmacro %}
