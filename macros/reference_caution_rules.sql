{#- Of marts/reference but the places, which are of provision. -#}
{% macro reference_caution_rules() -%}
    {{ return({
        'definitions': [('definition_only', true)],
        'releases': [
            ('synthetic', 'figures.is_synthetic'),
            ('extract_rows', true)
        ],
        'segments': [
            ('area_not_child', true),
            ('definition_only', true),
            ('residents_not_children', true),
            ('segment_is_relative', true),
            ('prompt_only', true),
            ('no_family_voice', true)
        ],
        'entitlements': [('rules_change', true)],
        'postcode_wards': [
            ('synthetic', 'postcodes_in_use.is_synthetic'),
            ('definition_only', true)
        ],
        'ward_neighbours': [('definition_only', true)],
        'ward_shapes': [
            ('synthetic', 'drawn_wards.is_synthetic'),
            ('definition_only', true)
        ],
        'ward_residents': [
            ('synthetic', 'ward_facts.is_synthetic'),
            ('area_not_child', true)
        ]
    }) }}
{%- endmacro %}
