{#- Of marts/indicators. -#}
{% macro indicator_caution_rules() -%}
    {{ return({
        'area_figures': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            ('ward_return', 'figures.is_ward_return'),
            ('not_usable', 'figures.indicator_value is null'),
            ('low_coverage', 'figures.coverage_rate < figures.low_coverage_rate'),
            ('coverage_above_due', 'figures.coverage_rate > 1'),
            (
                'small_numbers',
                'figures.denominator_count < figures.small_denominator_count'
            ),
            (
                'boundary_ward',
                "figures.is_at_boundary and figures.counted_where = 'provider'"
            ),
            ('take_up_above_eligible', 'figures.is_above_denominator'),
            ('not_rolled_on', 'not figures.is_denominator_rolled_on'),
            ('other_ward_fit', 'figures.is_on_other_areas'),
            ('recut_history', 'figures.is_recut'),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ],
        'published_figures': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            (
                'figures.measure_caution_code',
                'figures.measure_caution',
                none
            )
        ],
        'trends': [
            ('synthetic', 'changes.is_any_synthetic and not figures.is_synthetic'),
            ('series_break', 'changes.is_series_break'),
            ('recut_history', 'changes.is_any_recut'),
            ('no_change', 'not changes.is_series_break and changes.change_rate is null'),
            (
                'rounded_rate',
                'changes.change_rate is not null'
                ' and changes.change_lower_95_rate is null'
            ),
            ('chance_alone', 'changes.change_lower_95_rate is not null')
        ],
        'protected_trends': [
            ('synthetic', 'changes.is_any_synthetic and not changes.is_synthetic'),
            ('series_break', "changes.change_status = 'series_break'"),
            ('recut_history', 'changes.is_any_recut'),
            (
                'no_change',
                "changes.change_status not in ('observed', 'series_break')"
            ),
            ('chance_alone', 'changes.change_lower_95_rate is not null')
        ],
        'funnels': [
            ('wider_funnel', true)
        ],
        'protected_figures': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            (
                'protected_counts',
                "figures.protection_code = 'cell_key'"
                ' and figures.denominator_count is not null'
            ),
            ('ward_return', 'figures.is_ward_return'),
            ('not_usable', 'figures.shown_numerator_count is null'),
            (
                'low_coverage',
                'cast(figures.denominator_count as double)'
                ' < figures.low_coverage_rate * figures.children_due_count'
            ),
            (
                'small_numbers',
                'figures.shown_numerator_count is not null'
                ' and figures.denominator_count < figures.small_denominator_count'
            ),
            (
                'boundary_ward',
                "figures.is_at_boundary and figures.counted_where = 'provider'"
            ),
            (
                'take_up_above_eligible',
                "figures.shown_status = 'above_denominator'"
            ),
            ('not_rolled_on', 'not figures.is_denominator_rolled_on'),
            ('other_ward_fit', 'figures.is_on_other_areas'),
            ('recut_history', 'figures.is_recut'),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ],
        'comparisons': [
            ('synthetic', 'differences.is_any_synthetic'),
            ('area_not_child', true),
            ('not_usable', "differences.comparison_status != 'observed'"),
            (
                'rounded_rate',
                "differences.comparison_status = 'observed'"
                ' and differences.difference_lower_95_rate is null'
            ),
            (
                'chance_alone',
                "differences.comparison_status = 'observed'"
                ' and differences.difference_lower_95_rate is not null'
            ),
            (
                'part_of_comparator',
                "differences.comparator_code in ('region', 'country')"
            ),
            (
                'neighbours_mean',
                "differences.comparator_code not in ('region', 'country')"
            ),
            (
                'measures.measure_caution_code',
                'measures.measure_caution',
                none
            )
        ],
        'on_track': [
            ('synthetic', 'gaps.is_any_synthetic'),
            ('area_not_child', true),
            ('arithmetic_only', true),
            ('not_usable', 'gaps.benchmark_rate is null'),
            (
                'rounded_rate',
                'gaps.benchmark_rate is not null and gaps.gap_lower_95_rate is null'
            ),
            (
                'chance_alone',
                'gaps.benchmark_rate is not null and gaps.gap_lower_95_rate is not null'
            ),
            ('part_of_comparator', "gaps.comparator_code in ('region', 'country')"),
            ('neighbours_mean', "gaps.comparator_code not in ('region', 'country')"),
            ('different_years', 'gaps.benchmark_period_code != gaps.period_code'),
            ('measures.measure_caution_code', 'measures.measure_caution', none)
        ],
        'target_progress': [
            ('synthetic', 'coalesce(progress.is_synthetic, false)'),
            ('area_not_child', true),
            (
                'country_target',
                "progress.target_kind = 'national' and progress.held_against = 'own'"
            ),
            ('series_break', "progress.progress_status = 'break'"),
            ('trend_goes_on', "progress.progress_status = 'forecast'"),
            ('arithmetic_only', "progress.progress_status != 'no_target'")
        ],
        'ward_target_shares': [
            ('synthetic', 'ward_shares.is_synthetic'),
            ('area_not_child', true),
            ('country_target', "ward_shares.target_kind = 'national'"),
            ('series_break', "ward_shares.progress_status = 'break'"),
            ('not_usable', 'ward_shares.more_count is null'),
            ('small_numbers', 'ward_shares.is_small'),
            ('shares_are_arithmetic', true),
            ('one_year_of_a_ward', true)
        ],
        'action_follow_up': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            ('series_break', "figures.follow_up_status = 'break'"),
            ('not_usable', 'figures.difference_rate is null'),
            ('other_causes', 'figures.difference_rate is not null'),
            ('definition_only', "figures.follow_up_status = 'no_action'")
        ],
        'tool_evaluation': [
            ('synthetic', 'uses.is_synthetic'),
            ('extract_rows', true),
            ('other_causes', 'uses.better_count + uses.worse_count > 0'),
            (
                'definition_only',
                "uses.evaluation_status in ('not_entered', 'nothing_logged')"
            )
        ],
        'take_up_by_outcome_band': [
            ('synthetic', 'figures.is_synthetic'),
            ('association_between_areas', true),
            ('area_not_child', true),
            ('not_usable', "figures.take_up_status != 'observed'"),
            ('different_cohorts', true),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ],
        'ward_overlap_bounds': [
            ('synthetic', 'questions.is_synthetic'),
            ('bounds_alone', true),
            ('not_usable', "questions.value_status != 'observed'"),
            ('different_cohorts', true),
            ('area_not_child', true),
            ('no_family_voice', true)
        ],
        'ward_pairs': [
            ('synthetic', 'pairs.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', "pairs.comparison_code = 'not_available'"),
            ('chance_alone', "pairs.comparison_code != 'not_available'"),
            ('many_pairs', "pairs.comparison_code != 'not_available'")
        ]
    }) }}
{%- endmacro %}
