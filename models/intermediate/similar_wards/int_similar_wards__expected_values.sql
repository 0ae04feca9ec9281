{{ config(materialized='ephemeral') }}

-- One row per ward and scored indicator: the mean rate of the wards most like it, and
-- how far chance in the children of all of them may move the difference (binomial, at
-- the expected rate).
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
        ward_values.is_synthetic
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    where
        ward_values.is_score_period
        and ward_values.breakdown_topic = 'total'
        and indicators.domain_code is not null
),

means_of_nearest as (
    select
        nearest.ward_code,
        ward_figures.indicator_code,
        bool_or(nearest.is_synthetic or ward_figures.is_synthetic) as is_synthetic,
        cast(count(*) as integer) as wards_count,
        round(avg(ward_figures.indicator_value), 9) as expected_value,
        round(sum(1.0 / ward_figures.denominator_count), 12)
        / power(count(*), 2) as mean_sampling_factor
    from {{ ref('int_similar_wards__nearest') }} as nearest
    inner join ward_figures
        on
            nearest.nearest_ward_code = ward_figures.ward_code
            and ward_figures.value_status = 'observed'
    group by nearest.ward_code, ward_figures.indicator_code
),

expected_values as (
    select
        ward_figures.local_authority_code,
        ward_figures.ward_code,
        ward_figures.indicator_code,
        ward_figures.period_code,
        ward_figures.polarity,
        ward_figures.numerator_count,
        ward_figures.denominator_count,
        ward_figures.indicator_value,
        case
            when ward_figures.value_status != 'observed'
                then ward_figures.value_status
            when means.expected_value is null then 'not_available'
            else 'observed'
        end as expected_status,
        coalesce(means.wards_count, 0) as wards_count,
        means.expected_value,
        ward_figures.indicator_value - means.expected_value as difference_value,
        means.expected_value * (1.0 - means.expected_value) * (
            1.0 / nullif(ward_figures.denominator_count, 0)
            + means.mean_sampling_factor
        ) as sampling_variance,
        1.0 + 1.0 / means.wards_count as spread_factor,
        ward_figures.is_synthetic or coalesce(means.is_synthetic, false)
            as is_synthetic
    from ward_figures
    left join means_of_nearest as means
        on
            ward_figures.ward_code = means.ward_code
            and ward_figures.indicator_code = means.indicator_code
)

select * from expected_values
