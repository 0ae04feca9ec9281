{{ config(materialized='ephemeral') }}

-- One row per ward and total figure: the limits within which it would lie if it
-- differed from the city no more than wards do from each other. phi is the mean squared
-- distance; above 1, tau2 is the variance between wards that widens the limits
-- (Spiegelhalter's additive form).
with

sums as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        count(*) as wards_count,
        avg(winsorised_z * winsorised_z) as phi,
        sum(precision_weight) as weights,
        sum(precision_weight * precision_weight) as squared_weights
    from {{ ref('int_benchmarks__funnel_scores') }}
    group by local_authority_code, indicator_code, period_code
),

dispersions as (
    select
        *,
        case
            when phi > 1 and wards_count > 1
                then
                    (wards_count * phi - (wards_count - 1))
                    / (weights - squared_weights / weights)
            else 0
        end as tau2
    from sums
),

spreads as (
    select
        wards.local_authority_code,
        wards.ward_code,
        wards.indicator_code,
        wards.period_code,
        wards.target_angle,
        dispersions.phi,
        dispersions.tau2,
        sqrt(1.0 / wards.precision_weight + dispersions.tau2) as spread,
        numbers.wilson_z_95,
        numbers.wilson_z_998
    from {{ ref('int_benchmarks__funnel_scores') }} as wards
    inner join dispersions
        on
            wards.local_authority_code = dispersions.local_authority_code
            and wards.indicator_code = dispersions.indicator_code
            and wards.period_code = dispersions.period_code
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
),

funnel_limits as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        cast(round(phi, 6) as decimal(12, 6)) as phi,
        cast(round(tau2, 9) as decimal(12, 9)) as tau2,
        {{ arcsine_to_rate('target_angle - wilson_z_95 * spread') }} as lower_95_limit,
        {{ arcsine_to_rate('target_angle + wilson_z_95 * spread') }} as upper_95_limit,
        {{ arcsine_to_rate('target_angle - wilson_z_998 * spread') }}
            as lower_998_limit,
        {{ arcsine_to_rate('target_angle + wilson_z_998 * spread') }}
            as upper_998_limit
    from spreads
)

select * from funnel_limits
