-- One row a ward, indicator and period (totals alone: breakdowns stay inside until
-- secondary suppression is in place), judged once for every audience outside: a count of
-- few children, or few left over, hides the pair.
with

settings as (
    select * from {{ ref('int_indicators__settings') }}
),

totals as (
    select
        ward_values.*,
        indicators.is_public,
        indicators.claim_level,
        settings.rounding_base_count,
        settings.public_minimum_denominator_count,
        settings.public_adverse_cap_rate,
        coalesce(
            ward_values.numerator_count between 1 and settings.suppress_up_to_count
            or ward_values.denominator_count
            between 1 and settings.suppress_up_to_count
            or ward_values.denominator_count - ward_values.numerator_count
            between 1 and settings.suppress_up_to_count,
            false
        ) as is_suppressed
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    cross join settings
    where ward_values.breakdown_topic = 'total'
)

select * from totals
