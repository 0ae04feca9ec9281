{#- Every caution that the models give by a rule of their own or by policy. -#}
{% macro caution_codes() -%}
    {{ return([
        'synthetic',
        'area_not_child',
        'not_usable',
        'low_coverage',
        'small_numbers',
        'boundary_ward',
        'ward_return',
        'coverage_above_due',
        'take_up_above_eligible',
        'estimated_denominator',
        'reception_counts',
        'estimated_from_larger_areas',
        'residents_not_children',
        'different_cohorts',
        'no_family_voice',
        'old_population',
        'extract_rows',
        'definition_only',
        'relative_rank',
        'interval_scope',
        'other_method'
    ]) }}
{%- endmacro %}
