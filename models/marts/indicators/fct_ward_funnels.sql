with

positions as (
    select
        figures.*,
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

funnels as (
    select
        positions.*,
        case
            when positions.phi is not null then 'observed' else 'not_available'
        end as funnel_status,
        labels.comparison_code as funnel_code,
        labels.comparison_label as funnel_label,
        claims.claim_level as funnel_claim_level,
        concat_ws(
            ' ', positions.caution, texts.wider_funnel_text
        ) as funnel_caution
    from positions
    inner join {{ ref('policy_indicators') }} as indicators
        on positions.indicator_code = indicators.indicator_code
    left join {{ ref('ref_comparisons') }} as labels
        on
            positions.funnel_position = labels.interval_position
            and indicators.polarity = labels.polarity
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'funnel'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    ward_code,
    indicator_code,
    period_code,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    denominator_source,
    denominator_edition,
    indicator_value,
    lower_95_rate,
    upper_95_rate,
    value_status,
    council_value,
    lower_95_limit,
    upper_95_limit,
    lower_998_limit,
    upper_998_limit,
    phi,
    tau2,
    funnel_code,
    funnel_label,
    funnel_status,
    is_score_period,
    is_synthetic,
    funnel_claim_level as claim_level,
    funnel_caution as caution
from funnels
