{#-
    The codes of the cautions that a row carries by caution_rules, a blank between them;
    each joins to caution_code of policy_cautions. subject: a key of caution_rules.
-#}
{% macro caution_codes(subject) -%}
    concat_ws(
        ' ',
        {%- for rule in caution_rules()[subject] %}
        {% if rule | length == 3 %}{{ rule[0] }}
        {%- elif rule[1] is true %}'{{ rule[0] }}'
        {%- else %}case when {{ rule[1] }} then '{{ rule[0] }}' end
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
