{#-
    CTEs that set the wards of a council in a funnel around its value (Spiegelhalter 2005,
    Statistics in Medicine 24, 1185-1202, as the FunnelPlotR package does it): the one
    comparison of a ward with its council. Where the denominator is counted a rate stands
    on the arcsine scale; where it is estimated, the share of the children counted stands
    on the scale of logarithms, on which the error of the denominator is one number. phi
    is the mean squared distance, with those beyond the quantiles of policy drawn in to
    them; above 1, tau2 is the variance between wards that widens the limits.

    figures: one row per ward within the keys, with ward_code, value, council_value,
    denominator_count, denominator_deviation, counted_children, winsorised_rate,
    wilson_z_95 and wilson_z_998; wards without a value, or with one that is no share, are
    to be left out. Gives funnel_limits: the keys, ward_code, winsorised_z, phi, tau2,
    funnel_lower_95, funnel_upper_95, funnel_lower_998, funnel_upper_998 (0 to 1, not
    rounded).
-#}
{% macro funnel_limits(figures, keys) -%}
    comparable_values as (
        select
            *,
            coalesce(denominator_deviation, 0) > 0 as is_estimated,
            coalesce(
                denominator_deviation > 0 and counted_children = 'remainder', false
            ) as is_turned
        from {{ figures }}
        where council_value between 0 and 1 and denominator_count > 0
    ),

    counted_shares as (
        select
            *,
            case when is_turned then 1 - value else value end as counted_share,
            case when is_turned then 1 - council_value else council_value end
                as council_share
        from comparable_values
    ),

    -- Nobody counted has no logarithm and stands as half a child.
    points as (
        select
            *,
            case
                when is_estimated
                    then ln(greatest(counted_share, 0.5 / denominator_count))
                else asin(sqrt(counted_share))
            end as point,
            case when is_estimated then ln(council_share) else asin(sqrt(council_share)) end
                as council_point,
            case
                when is_estimated
                    then
                        (1 - council_share) / (council_share * denominator_count)
                        + power(denominator_deviation, 2)
                else 0.25 / denominator_count
            end as point_variance
        from counted_shares
        where council_share > 0 or not is_estimated
    ),

    distances as (
        select
            *,
            round((point - council_point) / sqrt(point_variance), 9) as ward_z
        from points
    ),

    ordered_distances as (
        select
            *,
            row_number() over (
                partition by {{ keys | join(', ') }} order by ward_z, ward_code
            ) as place,
            count(*) over (partition by {{ keys | join(', ') }}) as wards_count
        from distances
    ),

    -- Quantiles by interpolation between places, which is the default of R.
    places as (
        select
            *,
            (wards_count - 1) * winsorised_rate as steps,
            floor((wards_count - 1) * winsorised_rate) as whole_steps
        from ordered_distances
    ),

    edges as (
        select
            *,
            sum(ward_z * case
                when place = whole_steps + 1 then 1 - (steps - whole_steps)
                when place = whole_steps + 2 then steps - whole_steps
                else 0
            end) over council as lowest_z,
            sum(ward_z * case
                when place = wards_count - whole_steps then 1 - (steps - whole_steps)
                when place = wards_count - whole_steps - 1 then steps - whole_steps
                else 0
            end) over council as highest_z
        from places
        window council as (partition by {{ keys | join(', ') }})
    ),

    winsorised_distances as (
        select
            *,
            least(greatest(ward_z, lowest_z), highest_z) as winsorised_z
        from edges
    ),

    dispersions as (
        select
            *,
            avg(winsorised_z * winsorised_z) over council as phi,
            sum(1 / point_variance) over council as weights,
            sum(power(1 / point_variance, 2)) over council as squared_weights
        from winsorised_distances
        -- In an order, so that no last digit depends on other councils' rows.
        window council as (
            partition by {{ keys | join(', ') }}
            order by ward_code
            rows between unbounded preceding and unbounded following
        )
    ),

    widened_spreads as (
        select
            *,
            case
                when phi > 1 and wards_count > 1
                    then
                        (wards_count * phi - (wards_count - 1))
                        / (weights - squared_weights / weights)
                else 0
            end as tau2
        from dispersions
    ),

    funnel_points as (
        select
            *,
            council_point - wilson_z_95 * sqrt(point_variance + tau2) as low_95,
            council_point + wilson_z_95 * sqrt(point_variance + tau2) as high_95,
            council_point - wilson_z_998 * sqrt(point_variance + tau2) as low_998,
            council_point + wilson_z_998 * sqrt(point_variance + tau2) as high_998
        from widened_spreads
    ),

    funnel_limits as (
        select
            {{ keys | join(', ') }},
            ward_code,
            winsorised_z,
            phi,
            tau2,
            {%- for level in ['95', '998'] %}
            {{ funnel_rate('low_' ~ level, 'high_' ~ level) }} as funnel_lower_{{ level }},
            {{ funnel_rate('high_' ~ level, 'low_' ~ level) }} as funnel_upper_{{ level }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from funnel_points
    )
{%- endmacro %}
