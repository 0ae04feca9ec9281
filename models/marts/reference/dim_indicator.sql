with

domain_weights as (
    select
        domain_code,
        sum(indicator_weight) as full_weight
    from {{ ref('policy_indicators') }}
    where domain_code is not null
    group by domain_code
),

indicators as (
    select
        indicators.indicator_code,
        indicators.indicator_label,
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
        indicators.score_period_code,
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
    left join domain_weights on indicators.domain_code = domain_weights.domain_code
)

select
    indicator_code,
    indicator_label,
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
