{#-
    The same cautions as caution_codes, in the words of policy_cautions. The model reads
    int_policy__caution_texts under the alias texts.
-#}
{% macro caution_text(subject) -%}
    concat_ws(
        ' ',
        {%- for rule in caution_rules()[subject] %}
        {% if rule | length == 3 %}{{ rule[1] }}
        {%- elif rule[1] is true %}texts.{{ rule[0] }}_text
        {%- else %}case when {{ rule[1] }} then texts.{{ rule[0] }}_text end
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
