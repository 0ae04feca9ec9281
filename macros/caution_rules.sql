{#-
    The one table of which figures carry which caution, and when: subject -> its rules in
    the order of the sentences. A rule is (code, condition): a SQL condition over the
    aliases of the model that says it, or true where every row carries the caution. A
    rule of policy by row is (codes, text, none): two columns that hold them.
-#}
{% macro caution_rules() -%}
    {% set rules = {} %}
    {% do rules.update(indicator_caution_rules()) %}
    {% do rules.update(need_caution_rules()) %}
    {% do rules.update(ward_caution_rules()) %}
    {% do rules.update(quality_caution_rules()) %}
    {% do rules.update(reference_caution_rules()) %}
    {% do rules.update(provision_caution_rules()) %}
    {{ return(rules) }}
{%- endmacro %}
