{{ config(materialized='ephemeral') }}

-- One row per ward and total figure: where it lies in the council's funnel, with the
-- limits; not available where the value is missing or is no share.
with

positions as (
    select
        figures.local_authority_code,
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        limits.lower_95_limit,
        limits.upper_95_limit,
        limits.lower_998_limit,
        limits.upper_998_limit,
        limits.phi,
        limits.tau2,
        case
            when figures.indicator_value > limits.upper_998_limit then 'far_above'
            when figures.indicator_value > limits.upper_95_limit then 'above'
            when figures.indicator_value < limits.lower_998_limit then 'far_below'
            when figures.indicator_value < limits.lower_95_limit then 'below'
            when limits.phi is not null then 'similar'
        end as funnel_position
    from {{ ref('int_indicators__ward_figures') }} as figures
    left join {{ ref('int_benchmarks__funnel_limits') }} as limits
        on
            figures.ward_code = limits.ward_code
            and figures.indicator_code = limits.indicator_code
            and figures.period_code = limits.period_code
    where figures.breakdown_topic = 'total'
),

funnel_positions as (
    select
        positions.*,
        case
            when positions.phi is not null then 'observed' else 'not_available'
        end as funnel_status,
        labels.comparison_code as funnel_code,
        labels.comparison_label as funnel_label,
        claims.claim_level,
        {{ caution_codes('funnels') }} as caution_codes,
        {{ caution_text('funnels') }} as caution
    from positions
    inner join {{ ref('policy_indicators') }} as indicators
        on positions.indicator_code = indicators.indicator_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'funnel'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('ref_comparisons') }} as labels
        on
            positions.funnel_position = labels.interval_position
            and indicators.polarity = labels.polarity
)

select * from funnel_positions
