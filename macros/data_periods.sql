{#-
    CTEs that list the periods behind the score of each ward, by code and in words.
    rates: a relation of the scored rates, with local_authority_code, ward_code,
    indicator_code, period_code.
    Gives period_lists: local_authority_code, ward_code, data_periods, data_periods_text.
-#}
{% macro data_periods(rates) -%}
    periods_by_ward as (
        select distinct
            scores.local_authority_code,
            scores.ward_code,
            indicators.indicator_label,
            indicators.short_label,
            scores.indicator_code,
            scores.period_code,
            periods.period_label
        from {{ rates }} as scores
        inner join {{ ref('policy_indicators') }} as indicators
            on scores.indicator_code = indicators.indicator_code
        inner join {{ ref('ref_periods') }} as periods
            on scores.period_code = periods.period_code
    ),

    period_lists as (
        select
            local_authority_code,
            ward_code,
            {{ joined_text(
                "indicator_label || ': ' || period_code || '.'", 'indicator_code'
            ) }} as data_periods,
            {{ joined_text(
                "short_label || ': ' || period_label || '.'", 'indicator_code'
            ) }} as data_periods_text
        from periods_by_ward
        group by local_authority_code, ward_code
    )
{%- endmacro %}
