{#- Of marts/provision, of the places in marts/reference and of the public lists. -#}
{% macro provision_caution_rules() -%}
    {#- A register and a council's list show what was sent, whoever reads it. -#}
    {% set of_settings = [
        ('synthetic', 'figures.is_synthetic'),
        ('settings_as_listed', true)
    ] %}
    {% set of_services = [
        ('synthetic', 'figures.is_synthetic'),
        ('services_as_listed', true)
    ] %}
    {{ return({
        'access': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'figures.value is null'),
            ('places_not_vacancies', true),
            ('straight_line', true),
            ('neighbours_missing', 'figures.missing_neighbours_count > 0'),
            (
                'places_partly_known',
                'figures.settings_not_told_count > 0'
                ~ ' or figures.settings_with_places_count'
                ~ ' < figures.settings_reachable_count'
            ),
            ('settings_not_placed', 'councils.unplaced_settings_count > 0'),
            (
                'school_nurseries_absent',
                'councils.has_settings and not councils.has_school_nurseries'
            ),
            ('estimated_from_larger_areas', 'figures.is_estimate'),
            ('children_at_school', 'ages.has_children_at_school')
        ],
        'hub_reach': [
            ('synthetic', 'figures.is_synthetic'),
            ('area_not_child', true),
            ('not_usable', 'not figures.is_held'),
            ('straight_line', true),
            ('services_as_listed', true),
            ('neighbours_may_be_missing', true),
            ('estimated_from_larger_areas', 'figures.is_estimate')
        ],
        'ward_provision': [
            ('synthetic', 'figures.is_synthetic'),
            (
                'not_usable',
                "figures.value_status in ('not_available', 'missing', 'suppressed')"
            ),
            ('settings_as_listed', "measures.needs_list != 'early_years_services'"),
            ('services_as_listed', "measures.needs_list = 'early_years_services'"),
            (
                'places_partly_known',
                "figures.is_counted_partly and measures.needs_list != 'setting_hours'"
            ),
            ('known_hours_alone', "measures.needs_list = 'setting_hours'"),
            (
                'settings_not_placed',
                "gaps.unplaced_settings_count > 0"
                ~ " and measures.needs_list != 'early_years_services'"
            ),
            (
                'school_nurseries_absent',
                "not gaps.has_school_nurseries"
                ~ " and measures.needs_list != 'early_years_services'"
            )
        ],
        'ward_inspections': [
            ('synthetic', 'figures.is_synthetic'),
            ('not_usable', 'not figures.is_held'),
            ('quality_not_of_area', true),
            ('inspection_as_published', true),
            (
                'places_partly_known',
                'figures.settings_with_places_count < figures.settings_count'
            ),
            ('settings_not_placed', 'gaps.unplaced_settings_count > 0')
        ],
        'provision_associations': [
            ('synthetic', 'figures.is_synthetic'),
            ('association_between_areas', true),
            ('area_not_child', true),
            ('wards_side_by_side', true),
            ('not_usable', "figures.value_status != 'observed'"),
            ('settings_as_listed', true),
            ('pair_cautions.caution_code', 'pair_cautions.caution_text', none),
            ('school_nurseries_absent', 'figures.lacks_school_nurseries'),
            ('estimated_from_larger_areas', 'figures.is_estimate'),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ],
        'provision_quadrants': [
            ('synthetic', 'figures.is_synthetic'),
            ('association_between_areas', true),
            ('area_not_child', true),
            ('relative_halves', true),
            ('not_usable', "figures.quadrant_status != 'observed'"),
            ('settings_as_listed', true),
            ('pair_cautions.caution_code', 'pair_cautions.caution_text', none),
            ('school_nurseries_absent', 'figures.lacks_school_nurseries'),
            ('estimated_from_larger_areas', 'figures.is_estimate'),
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ],
        'settings': of_settings + [
            ('name_withheld', 'not figures.may_be_named')
        ],
        'services': of_services,
        'setting_funded_ages': of_settings,
        'setting_placement': of_settings,
        'setting_hours': [
            ('synthetic', 'figures.is_synthetic'),
            ('services_as_listed', "figures.place_kind = 'service'"),
            ('settings_as_listed', "figures.place_kind != 'service'")
        ],
        'setting_inspections': [
            ('synthetic', 'figures.is_synthetic'),
            ('inspection_as_published', true)
        ],
        'public_settings': of_settings + [
            ('registered_places', true),
            ('inspection_as_published', 'inspections.inspection_text is not null'),
            ('homes_may_be_missing', true)
        ],
        'public_services': of_services,
        'public_place_distances': [
            ('synthetic', 'figures.is_synthetic'),
            ('straight_line_from_centre', true),
            ('neighbours_may_be_missing', true),
            ('homes_may_be_missing', "figures.place_kind = 'setting'")
        ]
    }) }}
{%- endmacro %}
