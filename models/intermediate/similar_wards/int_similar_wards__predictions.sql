{{ config(materialized='ephemeral') }}

-- One row per ward and scored indicator with the interval within which a ward like its
-- nearest would lie: chance in its children and theirs, and the difference between
-- wards that context leaves. That is estimated by moments from the council's other
-- wards, so that a ward that stands out does not widen its own interval.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

excess_squares as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        polarity,
        numerator_count,
        denominator_count,
        indicator_value,
        expected_status,
        wards_count,
        expected_value,
        difference_value,
        sampling_variance,
        spread_factor,
        is_synthetic,
        round(
            (power(difference_value, 2) - sampling_variance) / spread_factor, 12
        ) as excess_square
    from {{ ref('int_similar_wards__expected_values') }}
),

spreads as (
    select
        *,
        (
            sum(excess_square) over (
                partition by local_authority_code, indicator_code
            ) - excess_square
        ) / nullif(count(excess_square) over (
            partition by local_authority_code, indicator_code
        ) - 1, 0) as signed_between_variance
    from excess_squares
),

deviations as (
    select
        *,
        sqrt(
            sampling_variance
            + {{ floored_count('signed_between_variance') }} * spread_factor
        ) as prediction_deviation
    from spreads
),

scores as (
    select
        deviations.*,
        settings.wilson_z_95,
        round(
            deviations.difference_value / nullif(deviations.prediction_deviation, 0), 9
        ) as standard_score
    from deviations
    cross join settings
),

predictions as (
    select
        *,
        case
            when standard_score is not null
                then greatest(0.0, expected_value - wilson_z_95 * prediction_deviation)
        end as lower_95_value,
        case
            when standard_score is not null
                then least(1.0, expected_value + wilson_z_95 * prediction_deviation)
        end as upper_95_value,
        round({{ two_sided_p_value('standard_score') }}, 12) as p_value
    from scores
)

select * from predictions
