{#-
    The rows of one mart in the shape of fct_ward_profile_figures: source_code, which of
    its figures (subject and category), period, trio, limits, status and caution. Every
    argument after relation is a column of it or SQL text; condition leaves rows out.
-#}
{% macro profile_rows(
    source_code, relation, subject, category, numerator, denominator, value,
    lower='null', upper='null', band='null', is_score_period='false', condition='true'
) -%}
    select
        '{{ source_code }}' as source_code,
        {{ subject }} as subject_code,
        {{ category }} as category_code,
        ward_code,
        period_code,
        {{ is_score_period }} as is_score_period,
        cast({{ numerator }} as bigint) as numerator_count,
        cast({{ denominator }} as bigint) as denominator_count,
        cast({{ value }} as decimal(12, 6)) as figure_value,
        cast({{ lower }} as decimal(9, 6)) as lower_95_rate,
        cast({{ upper }} as decimal(9, 6)) as upper_95_rate,
        cast({{ band }} as string) as band_label,
        value_status,
        is_synthetic,
        claim_level,
        caution
    from {{ relation }}
    where {{ condition }}
{%- endmacro %}
