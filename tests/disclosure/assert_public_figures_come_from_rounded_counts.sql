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
    public_rate
from figures
where
    rounded_numerator_count % rounding_base_count != 0
    or rounded_denominator_count % rounding_base_count != 0
    or (
        value_status = 'suppressed'
        and coalesce(
            rounded_numerator_count, rounded_denominator_count, public_rate,
            lower_95_rate, upper_95_rate
        ) is not null
    )
    or public_rate * 100 != floor(public_rate * 100)
    or lower_95_rate * 100 != floor(lower_95_rate * 100)
    or upper_95_rate * 100 != floor(upper_95_rate * 100)
    or (
        public_rate is not null
        and coalesce(rounded_denominator_count, 0) < public_minimum_denominator_count
    )
    or (
        rate_status = 'rounded'
        and abs(
            public_rate
            - cast(rounded_numerator_count as double) / rounded_denominator_count
        ) > 0.005001
    )
    or council_rate * 100 != floor(council_rate * 100)
    or (
        polarity = 'higher_is_worse'
        and greatest(
            public_rate, council_rate,
            cast(rounded_numerator_count as double) / rounded_denominator_count
        ) > public_adverse_cap_rate
    )
    or (
        polarity = 'higher_is_better'
        and least(
            public_rate, council_rate,
            cast(rounded_numerator_count as double) / rounded_denominator_count
        ) < 1 - public_adverse_cap_rate
    )
