{#- Of marts/quality. -#}
{% macro quality_caution_rules() -%}
    {{ return({
        'data_quality': [
            ('synthetic', 'row_accounts.is_synthetic'),
            ('extract_rows', true)
        ],
        'directory_findings': [
            ('synthetic', 'figures.is_synthetic'),
            ('settings_as_listed', "figures.place_kind = 'setting'"),
            ('services_as_listed', "figures.place_kind = 'service'")
        ],
        'source_quality': [
            ('synthetic', 'quality.is_synthetic'),
            ('extract_rows', true),
            ('low_coverage', 'quality.low_coverage_wards_count > 0')
        ],
        'source_freshness': [
            ('synthetic', 'arrivals.is_synthetic'),
            ('extract_rows', true)
        ]
    }) }}
{%- endmacro %}
