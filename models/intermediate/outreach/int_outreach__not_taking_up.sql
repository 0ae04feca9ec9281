{{ config(materialized='ephemeral') }}

-- One row per ward and age: children probably entitled and not
-- taking up, with 95 % limits. Two errors are put together as squares (Zou and Donner
-- 2008, Statistics in Medicine 27, 1693-1702): chance, by Wilson's limits of the share,
-- and the error of the denominator, by the deviation that the draws of ranks use.
with

figures as (
    select
        gaps.local_authority_code,
        gaps.ward_code,
        ages.funded_age,
        ages.gap_indicator_code,
        ages.entitlement_basis,
        gaps.period_code,
        gaps.denominator_count as eligible_count,
        gaps.denominator_count - gaps.signed_numerator_count as taking_up_count,
        gaps.signed_numerator_count as signed_gap_count,
        gaps.numerator_count as not_taking_up_count,
        gaps.value_status,
        gaps.status_reason,
        gaps.denominator_source,
        gaps.denominator_edition,
        gaps.is_synthetic,
        gaps.wilson_z_95,
        cast({{ wilson_limit(
            'gaps.numerator_count', 'gaps.denominator_count', 'gaps.wilson_z_95',
            'lower'
        ) }} as double) * gaps.denominator_count as lower_chance_count,
        cast({{ wilson_limit(
            'gaps.numerator_count', 'gaps.denominator_count', 'gaps.wilson_z_95',
            'upper'
        ) }} as double) * gaps.denominator_count as upper_chance_count,
        sqrt(ln(1 + power(uncertainty.denominator_cv, 2))) as factor_deviation
    from {{ ref('policy_funded_ages') }} as ages
    inner join {{ ref('int_indicators__ward_values') }} as gaps
        on
            ages.gap_indicator_code = gaps.indicator_code
            and gaps.is_score_period
            and gaps.breakdown_topic = 'total'
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on ages.gap_indicator_code = uncertainty.indicator_code
),

-- The published denominator is the true one times a factor with mean one.
errors as (
    select
        *,
        not_taking_up_count - lower_chance_count as chance_below_count,
        upper_chance_count - not_taking_up_count as chance_above_count,
        eligible_count * (1 - exp(
            power(factor_deviation, 2) / 2 - wilson_z_95 * factor_deviation
        )) as denominator_below_count,
        eligible_count * (exp(
            power(factor_deviation, 2) / 2 + wilson_z_95 * factor_deviation
        ) - 1) as denominator_above_count
    from figures
),

limits as (
    select
        *,
        round(signed_gap_count - sqrt(
            power(chance_below_count, 2) + power(denominator_below_count, 2)
        ), 6) as lower_value,
        round(signed_gap_count + sqrt(
            power(chance_above_count, 2) + power(denominator_above_count, 2)
        ), 6) as upper_value
    from errors
),

-- Limits in whole children, outward.
not_taking_up as (
    select
        local_authority_code,
        ward_code,
        funded_age,
        gap_indicator_code,
        entitlement_basis,
        period_code,
        eligible_count,
        taking_up_count,
        not_taking_up_count,
        cast(floor({{ floored_count('lower_value') }}) as bigint) as lower_95_count,
        cast(ceil({{ floored_count('upper_value') }}) as bigint) as upper_95_count,
        value_status,
        status_reason,
        denominator_source,
        denominator_edition,
        is_synthetic
    from limits
)

select * from not_taking_up
