{{ config(materialized='ephemeral') }}

-- One row per ward and age: children probably entitled and not taking up, with the
-- 95 % limits of their share, which are those of every file, told in children. The
-- children taking up are counted: where their share of those eligible is smaller, it is
-- because more are eligible than were estimated.
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
        gaps.numerator_count as not_taking_up_count,
        gaps.value_status,
        gaps.status_reason,
        gaps.denominator_source,
        gaps.denominator_edition,
        gaps.is_synthetic,
        cast(comparisons.lower_95_rate as double) as lower_rate,
        cast(comparisons.upper_95_rate as double) as upper_rate
    from {{ ref('policy_funded_ages') }} as ages
    inner join {{ ref('int_indicators__ward_values') }} as gaps
        on
            ages.gap_indicator_code = gaps.indicator_code
            and gaps.is_score_period
            and gaps.breakdown_topic = 'total'
    left join {{ ref('int_indicators__comparisons') }} as comparisons
        on
            gaps.ward_code = comparisons.ward_code
            and gaps.indicator_code = comparisons.indicator_code
            and gaps.period_code = comparisons.period_code
            and gaps.breakdown_topic = comparisons.breakdown_topic
),

-- Where nobody takes up, the share is all that there is to go by.
limits as (
    select
        *,
        case
            when taking_up_count > 0 and lower_rate < 1
                then taking_up_count * lower_rate / (1 - lower_rate)
            else eligible_count * lower_rate
        end as lower_value,
        case
            when taking_up_count > 0 and upper_rate < 1
                then taking_up_count * upper_rate / (1 - upper_rate)
            else eligible_count * upper_rate
        end as upper_value
    from figures
),

-- In whole children, outward.
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
        cast(floor(round(lower_value, 6)) as bigint) as lower_95_count,
        cast(ceil(round(upper_value, 6)) as bigint) as upper_95_count,
        value_status,
        status_reason,
        denominator_source,
        denominator_edition,
        is_synthetic
    from limits
)

select * from not_taking_up
