{#- Written by `python -m early_years contracts` from seeds/policy/policy_profile_figures.csv; not edited. -#}
{% macro profile_columns() -%}
    {{ return({
        'asq_below': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'gld_below': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'eee2_gap': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'eee3_gap': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'eee4_gap': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'places': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'funded_places_two': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'full_day_places': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'school_nursery_places': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'open_after_five': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'open_in_holidays': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'hours_known': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'quality_known': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'access': ['period_code', 'denominator_count', 'value', 'band_label', 'status', 'caution'],
        'access_two': ['period_code', 'denominator_count', 'value', 'band_label', 'status', 'caution'],
        'temporary_accommodation': ['period_code', 'numerator_count', 'denominator_count', 'value', 'lower_95', 'upper_95', 'status', 'caution'],
        'child_poverty': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'idaci_worst_decile': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'english_main_language': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
        'not_deprived': ['period_code', 'numerator_count', 'denominator_count', 'value', 'status', 'caution'],
    }) }}
{%- endmacro %}
