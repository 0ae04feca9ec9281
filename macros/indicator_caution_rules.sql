{#- Of marts/indicators. -#}
{% macro indicator_caution_rules() -%}
    {{ return({
        'ward_indicators': [
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
            (
                'fixed_cautions.fixed_caution_codes',
                'fixed_cautions.fixed_caution',
                none
            )
        ]
    }) }}
{%- endmacro %}
