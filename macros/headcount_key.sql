{#- The key of a child of the headcount. relation: an alias of its rows. -#}
{% macro headcount_key(relation) -%}
    {{ record_key([
        "'early_education_headcount'",
        relation ~ '.local_authority_code',
        relation ~ '.child_id'
    ]) }}
{%- endmacro %}
