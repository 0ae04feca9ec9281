{#-
    The CTEs that make the figures of a ward's profile from rows of its indicators:
    `settled_rows` has one row per ward and figure, each in the period that the indicator
    shows or else its latest. indicator_rows is a call of profile_rows.
-#}
{% macro profile_figures(indicator_rows) -%}
mart_rows as (
    {{ indicator_rows }}

    union all

    {{ profile_rows(
        'context', ref('fct_ward_context'),
        subject='breakdown_topic', category='breakdown_category',
        numerator='numerator_count', denominator='denominator_count', value='value'
    ) }}

    union all

    {{ profile_rows(
        'provision', ref('fct_ward_provision'),
        subject='measure_code', category='breakdown_category',
        numerator='numerator_count', denominator='denominator_count', value='value'
    ) }}

    union all

    {{ profile_rows(
        'access', ref('fct_ward_access'),
        subject='age_group_code', category='catchment_code',
        numerator='null', denominator='children_count', value='value',
        band='band_label'
    ) }}
),

settled_rows as (
    select
        mart_rows.*,
        figures.figure_code,
        figures.figure_label,
        figures.figure_order,
        figures.theme_code,
        figures.theme_label
    from mart_rows
    inner join {{ ref('policy_profile_figures') }} as figures
        on
            mart_rows.source_code = figures.source_code
            and mart_rows.subject_code = figures.subject_code
            and mart_rows.category_code = figures.category_code
    left join {{ ref('ref_periods') }} as periods
        on mart_rows.period_code = periods.period_code
    left join {{ ref('int_indicators__shown_periods') }} as shown_periods
        on
            mart_rows.source_code = 'indicator'
            and mart_rows.local_authority_code = shown_periods.local_authority_code
            and mart_rows.subject_code = shown_periods.indicator_code
            and mart_rows.period_code = shown_periods.period_code
    qualify row_number() over (
        partition by mart_rows.ward_code, figures.figure_code
        order by
            shown_periods.period_code is not null desc, periods.start_date desc,
            mart_rows.period_code asc
    ) = 1
)
{%- endmacro %}
