with

domain_weights as (
    select
        domain_code,
        sum(indicator_weight) as full_weight
    from {{ ref('policy_indicators') }}
    where domain_code is not null
    group by domain_code
),

-- Councils may have landed other periods: the newest stands here.
score_periods as (
    select
        indicator_code,
        max_by(period_code, period_start_date) as score_period_code
    from {{ ref('int_indicators__shown_periods') }}
    group by indicator_code
),

indicators as (
    select
        indicators.indicator_code,
        indicators.indicator_label,
        indicators.short_label,
        indicators.question_text,
        indicators.indicator_description,
        indicators.numerator_label,
        indicators.denominator_label,
        indicators.polarity,
        indicators.domain_code,
        domains.domain_label,
        cast(round(
            domains.domain_weight * indicators.indicator_weight
            / domain_weights.full_weight,
            6
        ) as double) as score_weight_rate,
        indicators.domain_code is not null as is_scored,
        case
            when indicators.domain_code is not null
                then score_periods.score_period_code
        end as score_period_code,
        indicators.counted_where,
        indicators.claim_level,
        indicators.method_note,
        -- A definition is nobody's data: nothing here is made up.
        false as is_synthetic,
        {{ caution_codes('definitions') }} as caution_codes,
        {{ caution_text('definitions') }} as caution
    from {{ ref('policy_indicators') }} as indicators
    left join {{ ref('policy_domains') }} as domains
        on indicators.domain_code = domains.domain_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join score_periods on indicators.indicator_code = score_periods.indicator_code
    left join domain_weights on indicators.domain_code = domain_weights.domain_code
)

select
    indicator_code,
    indicator_label,
    short_label,
    question_text,
    indicator_description,
    numerator_label,
    denominator_label,
    polarity,
    domain_code,
    domain_label,
    score_weight_rate,
    is_scored,
    score_period_code,
    counted_where,
    claim_level,
    method_note,
    is_synthetic,
    caution_codes,
    caution
from indicators
