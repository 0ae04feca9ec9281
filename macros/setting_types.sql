{#- Every setting that the models read, by subject, with the type of its column. -#}
{% macro setting_types() -%}
    {{ return({
        'ranking': {
            'top_k': 'integer',
            'top_k_includes_ties': 'boolean',
            'rank_interval_rate': 'double'
        },
        'need': {
            'exponential_constant': 'double',
            'conjunctive_one_in': 'integer',
            'minimum_domain_weight_rate': 'double',
            'minimum_ranked_children_count': 'integer',
            'shrinkage_continuity': 'double',
            'minimum_between_rate': 'double',
            'rank_draws_count': 'integer'
        },
        'indicator': {
            'wilson_z_95': 'double',
            'wilson_z_998': 'double',
            'low_coverage_rate': 'double',
            'small_denominator_count': 'integer',
            'ward_fit_deviation': 'double',
            'ward_fit_allowed_deviation': 'double',
            'children_maximum_age': 'integer',
            'early_years_maximum_age': 'integer',
            'whole_period_minimum_rate': 'double',
            'chart_step_rate': 'double'
        },
        'comparison': {
            'worst_decile': 'integer',
            'location_quotient_minimum_count': 'integer',
            'nearest_wards_count': 'integer',
            'expected_minimum_wards_count': 'integer',
            'expected_slope_penalty': 'double',
            'expected_minimum_skill_rate': 'double',
            'false_discovery_rate': 'double',
            'winsorised_rate': 'double',
            'association_minimum_count': 'integer',
            'target_prior_years': 'integer',
            'target_minimum_changes_count': 'integer',
            'target_course_tail_rate': 'double',
            'target_power_rate': 'double',
            'target_best_part_rate': 'double',
            'action_minimum_wards_count': 'integer',
            'action_shock_rate': 'double',
            'action_slope_deviation': 'double'
        },
        'disclosure': {
            'suppress_up_to_count': 'integer',
            'rounding_base_count': 'integer',
            'public_minimum_denominator_count': 'integer',
            'public_adverse_cap_rate': 'double',
            'public_distance_maximum_metres': 'double',
            'public_nearest_minimum_count': 'integer',
            'public_farthest_metres': 'double',
            'perturbation_bound_count': 'integer',
            'perturbation_variance': 'double',
            'protected_minimum_count': 'integer',
            'protected_draws_count': 'integer',
            'intruder_chance_step': 'double',
            'intruder_score_step': 'double'
        },
        'entitlement': {
            'entitlement_first_birth_year': 'integer',
            'entitlement_last_birth_year': 'integer',
            'grace_first_year': 'integer'
        },
        'distance': {
            'nearest_lsoa_maximum_metres': 'double',
            'earth_equatorial_radius_metres': 'double',
            'earth_inverse_flattening': 'double',
            'northernmost_latitude': 'double',
            'hub_deprived_decile': 'integer'
        }
    }) }}
{%- endmacro %}
