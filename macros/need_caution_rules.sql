{#-
    Of marts/need. What stands beside a score (its interval, its ward's segment, the
    value to expect) has cautions of its own beside those of the row.
-#}
{% macro need_caution_rules() -%}
    {{ return({
        'ward_need_scores': [
            ('synthetic', 'scores.is_synthetic or scores.is_segment_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'scores.is_partial or not scores.is_ranked'),
            ('low_coverage', 'scores.is_low_coverage'),
            ('small_numbers', 'scores.is_small'),
            ('relative_rank', true),
            ('different_cohorts', true),
            ('boundary_ward', 'wards.is_at_boundary'),
            ('no_family_voice', true)
        ],
        'protected_need_scores': [
            ('synthetic', 'scores.is_synthetic'),
            ('area_not_child', true),
            ('protected_ranks', true),
            ('not_usable', 'scores.is_partial or not scores.is_ranked'),
            ('low_coverage', 'scores.is_low_coverage'),
            ('small_numbers', 'scores.is_small'),
            ('relative_rank', true),
            ('different_cohorts', true),
            ('boundary_ward', 'scores.is_at_boundary'),
            ('no_family_voice', true)
        ],
        'rank_intervals': [('interval_scope', true)],
        'ward_segments': [
            ('not_usable', 'scores.segment_code is null'),
            ('segments_not_fitted', 'fitted_councils.local_authority_code is null'),
            ('residents_not_children', true),
            ('segment_is_relative', true)
        ],
        'ward_domain_scores': [
            ('synthetic', 'scores.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'scores.is_partial or not scores.is_ranked'),
            ('low_coverage', 'scores.is_low_coverage'),
            ('small_numbers', 'scores.is_small'),
            ('relative_rank', true)
        ],
        'ward_indicator_scores': [
            ('synthetic', 'scores.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', "scores.value_status != 'observed'"),
            ('low_coverage', 'scores.is_low_coverage'),
            ('small_numbers', 'scores.is_small'),
            ('relative_rank', true)
        ],
        'ward_expected_values': [
            ('not_usable', "scores.expected_status != 'observed'"),
            ('alike_in_context_alone', true),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            ),
            ('no_family_voice', true)
        ],
        'ward_rank_changes': [
            ('synthetic', 'compared.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'parts.rank_change_count is null'),
            ('relative_rank', true),
            ('rank_changes_are_of_figures', true),
            ('no_family_voice', true)
        ],
        'rank_robustness': [
            ('scores.caution_codes', 'scores.caution', none),
            ('other_method', true)
        ],
        'robustness_variants': [
            ('synthetic', 'sums.is_synthetic'),
            ('other_method', true),
            ('relative_rank', true)
        ],
        'headlines': [
            ('synthetic', 'councils.is_synthetic'),
            ('area_not_child', true),
            ('relative_rank', true),
            ('no_family_voice', true)
        ],
        'public_headlines': [
            ('synthetic', 'councils.is_synthetic'),
            ('area_not_child', true),
            ('protected_ranks', true),
            ('relative_rank', true),
            ('no_family_voice', true)
        ],
        'priority_gaps': [
            ('synthetic', 'wards.is_list_synthetic and not wards.is_score_synthetic'),
            ('wards.score_caution_codes', 'wards.score_caution', none),
            ('cause_unknown', true),
            ('prioritised_not_in_list', "gaps.gap_code = 'prioritised_not_in_top_k'"),
            ('could_be_either', "wards.certainty_code = 'could_be_either'")
        ]
    }) }}
{%- endmacro %}
