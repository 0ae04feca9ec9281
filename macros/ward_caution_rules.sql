{#- Of marts/wards. -#}
{% macro ward_caution_rules() -%}
    {{ return({
        'similar_wards': [
            ('synthetic', 'pairs.is_synthetic'),
            ('area_not_child', true),
            ('residents_not_children', true),
            ('alike_in_context_alone', true)
        ]
    }) }}
{%- endmacro %}
