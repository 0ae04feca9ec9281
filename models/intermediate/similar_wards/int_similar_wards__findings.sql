{{ config(materialized='ephemeral') }}

-- One row per ward and scored indicator: whether it stands out from wards like it, with
-- the false discoveries among those named held to policy's share (Benjamini and
-- Hochberg 1995, over the council's wards for one indicator).
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
        round(min(p_value * tests_count / test_order) over (
            partition by local_authority_code, indicator_code
            order by p_value desc, ward_code desc
            rows between unbounded preceding and current row
        ), 9) as adjusted_p_value
    from ordered_tests
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
        predictions.wards_count,
        predictions.expected_value,
        predictions.difference_value,
        predictions.lower_95_value,
        predictions.upper_95_value,
        predictions.standard_score,
        predictions.p_value,
        predictions.is_synthetic,
        adjusted_tests.adjusted_p_value,
        case
            when adjusted_tests.adjusted_p_value is null then null
            when adjusted_tests.adjusted_p_value > settings.false_discovery_rate
                then 'as_expected'
            when
                (predictions.difference_value < 0)
                = (predictions.polarity = 'higher_is_worse')
                then 'better'
            else 'worse'
        end as finding_code
    from {{ ref('int_similar_wards__predictions') }} as predictions
    cross join settings
    left join adjusted_tests
        on
            predictions.ward_code = adjusted_tests.ward_code
            and predictions.indicator_code = adjusted_tests.indicator_code
)

select * from findings
