-- What it checks: public counts are multiples of the rounding base; a suppressed pair
-- shows nothing; rates and limits are whole per cents of the rounded counts, shown for
-- enough children alone, and never an adverse share above the cap.
-- Why it matters: at six decimals an interval gives every count away.
-- What to do: mend the disclosure intermediates; never the export.
with

figures as (
    select
        figures.*,
        indicators.polarity,
        settings.rounding_base_count,
        settings.public_minimum_denominator_count,
        settings.public_adverse_cap_rate
    from {{ ref('fct_public_ward_indicators') }} as figures
    inner join {{ ref('dim_indicator') }} as indicators
        on figures.indicator_code = indicators.indicator_code
    cross join {{ ref('int_policy__disclosure_settings') }} as settings -- noqa: RF04
)

select
    ward_code,
    indicator_code,
    period_code,
    rounded_numerator_count,
    rounded_denominator_count,
    value
from figures
where
    rounded_numerator_count % rounding_base_count != 0
    or rounded_denominator_count % rounding_base_count != 0
    or (
        count_status = 'suppressed'
        and coalesce(
            rounded_numerator_count, rounded_denominator_count, value,
            lower_95, upper_95
        ) is not null
    )
    or value * 100 != floor(value * 100)
    or lower_95 * 100 != floor(lower_95 * 100)
    or upper_95 * 100 != floor(upper_95 * 100)
    or (
        value is not null
        and coalesce(rounded_denominator_count, 0) < public_minimum_denominator_count
    )
    or (
        value_status = 'rounded'
        and abs(
            value
            - cast(rounded_numerator_count as double) / rounded_denominator_count
        ) > 0.005001
    )
    or comparator_value * 100 != floor(comparator_value * 100)
    or (
        polarity = 'higher_is_worse'
        and greatest(
            value, comparator_value,
            cast(rounded_numerator_count as double) / rounded_denominator_count
        ) > public_adverse_cap_rate
    )
    or (
        polarity = 'higher_is_better'
        and least(
            value, comparator_value,
            cast(rounded_numerator_count as double) / rounded_denominator_count
        ) < 1 - public_adverse_cap_rate
    )
