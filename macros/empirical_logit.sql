{#-
    Log odds of events among children, kept finite at none or all of them by half an
    event: the empirical logit of the Scottish indices of deprivation 2003, appendix 1.
-#}
{% macro empirical_logit(events, children, half) -%}
    ln(({{ events }} + {{ half }}) / ({{ children }} - {{ events }} + {{ half }}))
{%- endmacro %}
