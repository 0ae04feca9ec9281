{#-
    The rows of one mart in the shape of fct_ward_profile_figures: source_code, which of
    its figures (subject and category), period, trio, limits, status and caution. Every
    argument after relation is a column of it or SQL text; condition leaves rows out.
-#}
{% macro profile_rows(
    source_code, relation, subject, category, numerator, denominator, value,
    lower='null', upper='null', band='null', condition='true'
) -%}
    select
        '{{ source_code }}' as source_code,
        {{ subject }} as subject_code,
        {{ category }} as category_code,
        local_authority_code,
        ward_code,
        period_code,
        cast({{ numerator }} as integer) as numerator_count,
        cast({{ denominator }} as integer) as denominator_count,
        cast({{ value }} as double) as value,
        cast({{ lower }} as double) as lower_95,
        cast({{ upper }} as double) as upper_95,
        cast({{ band }} as string) as band_label,
        value_status,
        is_synthetic,
        claim_level,
        caution
    from {{ relation }}
    where {{ condition }}
{%- endmacro %}
