{#- Of marts/need. -#}
{% macro need_caution_rules() -%}
    {{ return({
        'ward_domain_scores': [
            ('synthetic', 'scores.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'scores.is_partial or not scores.is_ranked'),
            ('low_coverage', 'scores.is_low_coverage'),
            ('relative_rank', true)
        ]
    }) }}
{%- endmacro %}
