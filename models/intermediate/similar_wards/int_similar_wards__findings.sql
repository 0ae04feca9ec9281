-- One row per ward and scored indicator: whether it stands out from what its residents
-- lead one to expect, with the false discoveries among those named held to policy's
-- share (Benjamini and Hochberg 1995, over the council's wards for one indicator). No
-- ward is named where the model predicts no better than the council's plain rate, nor a
-- ward that could not be named if all of its children were well.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

ordered_tests as (
    select
        *,
        row_number() over (
            partition by local_authority_code, indicator_code
            order by p_value, ward_code
        ) as test_order,
        count(*) over (
            partition by local_authority_code, indicator_code
        ) as tests_count
    from {{ ref('int_similar_wards__predictions') }}
    where p_value is not null
),

adjusted_tests as (
    select
        ward_code,
        indicator_code,
        greatest(round(min(p_value * tests_count / test_order) over (
            partition by local_authority_code, indicator_code
            order by p_value desc, ward_code desc
            rows between unbounded preceding and current row
        ), 9), 1e-9) as adjusted_p_value
    from ordered_tests
),

predictions as (
    select
        *,
        case
            when polarity = 'higher_is_worse' then named_at_or_below_value
            else named_at_or_above_value
        end as named_better_value
    from {{ ref('int_similar_wards__predictions') }}
),

findings as (
    select
        predictions.local_authority_code,
        predictions.ward_code,
        predictions.indicator_code,
        predictions.period_code,
        predictions.polarity,
        predictions.numerator_count,
        predictions.denominator_count,
        predictions.indicator_value,
        predictions.expected_status,
        predictions.fitted_wards_count,
        predictions.skill_rate,
        predictions.expected_value,
        predictions.difference_value,
        predictions.lower_95_value,
        predictions.upper_95_value,
        predictions.named_at_or_below_value,
        predictions.named_at_or_above_value,
        predictions.standard_score,
        predictions.p_value,
        predictions.is_synthetic,
        adjusted_tests.adjusted_p_value,
        case
            when predictions.expected_status = 'not_available' then 'not_fitted'
            when predictions.expected_status != 'observed' then null
            when
                coalesce(
                    predictions.skill_rate < settings.expected_minimum_skill_rate, true
                )
                then 'no_skill'
            when predictions.named_better_value is null then 'too_uncertain'
            when
                coalesce(
                    adjusted_tests.adjusted_p_value > settings.false_discovery_rate,
                    true
                )
                then 'as_expected'
            when
                (predictions.difference_value < 0)
                = (predictions.polarity = 'higher_is_worse')
                then 'better'
            else 'worse'
        end as finding_code
    from predictions
    cross join settings
    left join adjusted_tests
        on
            predictions.ward_code = adjusted_tests.ward_code
            and predictions.indicator_code = adjusted_tests.indicator_code
)

select * from findings
