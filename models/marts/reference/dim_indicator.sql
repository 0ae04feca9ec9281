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

-- How far the bars of a chart reach, in what the council sees and what all see.
highest_rates as (
    select
        indicator_code,
        max(coalesce(upper_95, value)) as highest_rate,
        cast(null as double) as highest_public_rate
    from {{ ref('fct_area_indicators') }}
    where
        area_type = 'ward'
        and breakdown_topic = 'total'
        and value_status != 'above_denominator'
    group by indicator_code

    union all

    select
        indicator_code,
        null as highest_rate,
        cast(max(coalesce(upper_95, value)) as double) as highest_public_rate
    from {{ ref('fct_protected_indicators') }}
    where
        audience = 'public'
        and area_type = 'ward'
        and value_status != 'above_denominator'
    group by indicator_code
),

-- Those of the score share one scale, so that their bars can be compared.
scales as (
    select
        indicators.indicator_code,
        max(max(rates.highest_rate)) over (
            partition by
                case
                    when indicators.domain_code is null then indicators.indicator_code
                end
        ) as highest_rate,
        max(rates.highest_public_rate) as highest_public_rate
    from {{ ref('policy_indicators') }} as indicators
    left join highest_rates as rates
        on indicators.indicator_code = rates.indicator_code
    group by indicators.indicator_code, indicators.domain_code
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
        cast(
            ceil(round(scales.highest_rate / numbers.chart_step_rate, 6))
            * numbers.chart_step_rate as decimal(9, 6)
        ) as chart_top_rate,
        cast(
            ceil(round(scales.highest_public_rate / numbers.chart_step_rate, 6))
            * numbers.chart_step_rate as decimal(9, 6)
        ) as public_chart_top_rate,
        indicators.counted_where,
        indicators.claim_level,
        indicators.method_note,
        -- A definition is nobody's data: nothing here is made up.
        false as is_synthetic,
        {{ caution_codes('definitions') }} as caution_codes,
        {{ caution_text('definitions') }} as caution
    from {{ ref('policy_indicators') }} as indicators
    inner join {{ ref('int_policy__served_indicators') }} as served_indicators
        on indicators.indicator_code = served_indicators.indicator_code
    left join {{ ref('policy_domains') }} as domains
        on indicators.domain_code = domains.domain_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
    left join scales on indicators.indicator_code = scales.indicator_code
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
    cast(chart_top_rate as double) as chart_top_rate,
    cast(public_chart_top_rate as double) as public_chart_top_rate,
    counted_where,
    claim_level,
    method_note,
    is_synthetic,
    caution_codes,
    caution
from indicators
