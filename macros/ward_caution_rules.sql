{#- Of marts/wards. -#}
{% macro ward_caution_rules() -%}
    {{ return({
        'family_voice': [
            ('synthetic', 'voices.is_synthetic'),
            ('heard_not_counted', 'voices.family_group_code is not null'),
            ('nobody_heard', 'voices.family_group_code is null')
        ],
        'segments_of_wards': [
            ('synthetic', 'scores.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'scores.segment_code is null'),
            ('segments_not_fitted', 'fitted_councils.local_authority_code is null'),
            ('residents_not_children', true),
            ('segment_is_relative', true)
        ],
        'similar_wards': [
            ('synthetic', 'pairs.is_synthetic'),
            ('area_not_child', true),
            ('residents_not_children', true),
            ('alike_in_context_alone', true)
        ],
        'ward_context': [
            ('synthetic', 'facts.is_any_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'facts.counted_count is null'),
            ('residents_not_children', 'not facts.is_modelled'),
            ('estimated_from_larger_areas', 'facts.is_estimate'),
            ('modelled_by_publisher', 'facts.is_modelled')
        ],
        'location_quotients': [
            ('relative_share', 'facts.quotient_ward_code is not null')
        ],
        'ward_outreach': [
            ('synthetic', 'figures.is_synthetic and not figures.has_synthetic_caution'),
            ('cautions.caution_codes', 'cautions.caution', none),
            ('probably_entitled', true),
            ('interval_scope', true),
            ('reachable_places', true),
            ('places_not_vacancies', true),
            ('straight_line', true),
            ('neighbours_missing', 'figures.lacks_neighbours'),
            ('places_partly_known', 'figures.lacks_told_places'),
            ('settings_not_placed', 'figures.lacks_unplaced_settings'),
            ('school_nurseries_absent', 'figures.lacks_school_nurseries'),
            ('settings_as_listed', true),
            ('residents_not_children', true),
            ('prompt_only', true)
        ],
        'ward_profile': [
            (
                'synthetic',
                'profiles.is_any_synthetic and not profiles.is_score_synthetic'
            ),
            ('profiles.score_caution_codes', 'profiles.score_caution', none)
        ]
    }) }}
{%- endmacro %}
