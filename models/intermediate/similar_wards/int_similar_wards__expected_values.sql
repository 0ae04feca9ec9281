-- One row per ward and scored indicator: the rate that its residents lead one to
-- expect, how far chance and a wrong denominator may move the ward's own rate from it,
-- and what the council's other wards say of the difference that context leaves.
with

ward_figures as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        ward_values.polarity,
        ward_values.numerator_count,
        ward_values.denominator_count,
        ward_values.indicator_value,
        ward_values.value_status,
        ward_values.counted_children,
        ward_values.denominator_deviation,
        ward_values.is_synthetic
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    where
        ward_values.is_score_period
        and ward_values.breakdown_topic = 'total'
        and indicators.domain_code is not null
),

expected_rates as (
    select
        figures.local_authority_code,
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        figures.polarity,
        figures.numerator_count,
        figures.denominator_count,
        figures.indicator_value,
        figures.is_synthetic or coalesce(logits.is_synthetic, false) as is_synthetic,
        case
            when figures.value_status != 'observed' then figures.value_status
            when logits.expected_logit is null then 'not_available'
            else 'observed'
        end as expected_status,
        coalesce(logits.fitted_wards_count, 0) as fitted_wards_count,
        logits.expected_logit,
        logits.coefficient_variance,
        round({{ share_of_log_odds('logits.expected_logit') }}, 9) as expected_value,
        figures.counted_children,
        figures.denominator_deviation
    from ward_figures as figures
    left join {{ ref('int_similar_wards__expected_logits') }} as logits
        on
            figures.ward_code = logits.ward_code
            and figures.indicator_code = logits.indicator_code
),

variances as (
    select
        *,
        indicator_value - expected_value as difference_value,
        expected_value * (1 - expected_value) as logit_to_rate,
        round(
            expected_value * (1 - expected_value) / denominator_count + power(
                coalesce(denominator_deviation, 0) * case
                    when counted_children = 'remainder' then 1 - expected_value
                    else expected_value
                end,
                2
            ),
            12
        ) as chance_variance
    from expected_rates
),

excesses as (
    select
        *,
        round(
            power(difference_value, 2)
            - chance_variance
            - coefficient_variance * power(logit_to_rate, 2),
            12
        ) as excess_square,
        round(power(logit_to_rate, 2), 12) as spread_factor
    from variances
),

expected_values as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        polarity,
        numerator_count,
        denominator_count,
        indicator_value,
        is_synthetic,
        expected_status,
        fitted_wards_count,
        expected_logit,
        coefficient_variance,
        expected_value,
        difference_value,
        chance_variance,
        case
            when expected_status = 'observed'
                then round(
                    greatest(
                        0.0,
                        ((sum(excess_square) over council) - excess_square)
                        / nullif((sum(spread_factor) over council) - spread_factor, 0)
                    ),
                    9
                )
        end as between_variance
    from excesses
    window council as (partition by local_authority_code, indicator_code)
)

select * from expected_values
