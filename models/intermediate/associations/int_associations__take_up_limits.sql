{{ config(materialized='ephemeral') }}

-- One row per served council, pair and band with 95 % limits; what could not be worked
-- out says why. Degrees of freedom beyond the table's last row take the last row.
with

differences as (
    select * from {{ ref('int_associations__take_up_by_band') }}
),

quantiles as (
    select
        degrees_of_freedom,
        quantile_95,
        max(degrees_of_freedom) over () as last_degrees_of_freedom
    from {{ ref('ref_student_t_quantiles') }}
),

limits as (
    select
        differences.local_authority_code,
        differences.outcome_indicator_code,
        differences.take_up_indicator_code,
        differences.band_code,
        differences.is_last_band,
        differences.is_synthetic,
        differences.wards_count,
        differences.taking_up_count,
        differences.eligible_count,
        differences.mean_outcome_value,
        differences.mean_take_up_value,
        differences.difference_value,
        round(mean_quantiles.quantile_95 * sqrt(differences.mean_variance), 9)
            as mean_margin,
        round(
            difference_quantiles.quantile_95 * sqrt(differences.difference_variance), 9
        ) as difference_margin
    from differences
    left join quantiles as mean_quantiles
        on
            mean_quantiles.degrees_of_freedom = least(
                differences.degrees_of_freedom, mean_quantiles.last_degrees_of_freedom
            )
    left join quantiles as difference_quantiles
        on
            difference_quantiles.degrees_of_freedom = least(
                cast(floor(differences.difference_degrees_of_freedom) as bigint),
                difference_quantiles.last_degrees_of_freedom
            )
),

limits_with_status as (
    select
        *,
        mean_take_up_value - mean_margin as lower_95_value,
        mean_take_up_value + mean_margin as upper_95_value,
        difference_value - difference_margin as difference_lower_95_value,
        difference_value + difference_margin as difference_upper_95_value,
        case
            when wards_count = 0 then 'not_available'
            when mean_margin is null then 'too_few'
            else 'observed'
        end as take_up_status,
        case
            when is_last_band then 'not_applicable'
            when difference_value is null then 'not_available'
            when difference_margin is null then 'too_few'
            else 'observed'
        end as difference_status
    from limits
)

select * from limits_with_status
