{{ config(materialized='ephemeral') }}

-- One row per ward and total figure whose rate is a share: how far it stands from the
-- city's residents on the arcsine scale, in standard errors, with the tenth at either
-- end of the order drawn in to its edge (as the FunnelPlotR package does).
with

ward_angles as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        denominator_count,
        asin(sqrt(cast(council_value as double))) as target_angle,
        cast(4 * denominator_count as double) as precision_weight,
        round(
            2.0 * sqrt(denominator_count) * (
                asin(sqrt(cast(indicator_value as double)))
                - asin(sqrt(cast(council_value as double)))
            ),
            9
        ) as ward_z
    from {{ ref('int_indicators__ward_figures') }}
    where
        breakdown_topic = 'total'
        and value_status = 'observed'
        and not is_above_denominator
        and indicator_value between 0 and 1
        and council_value between 0 and 1
),

ordered_wards as (
    select
        ward_angles.*,
        numbers.winsorised_rate,
        row_number() over (
            partition by
                ward_angles.local_authority_code,
                ward_angles.indicator_code,
                ward_angles.period_code
            order by ward_angles.ward_z, ward_angles.ward_code
        ) as place,
        count(*) over (
            partition by
                ward_angles.local_authority_code,
                ward_angles.indicator_code,
                ward_angles.period_code
        ) as wards_count
    from ward_angles
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
),

-- Quantiles by interpolation between places, which is the default of R.
places as (
    select
        *,
        (wards_count - 1) * winsorised_rate as steps,
        floor((wards_count - 1) * winsorised_rate) as whole_steps
    from ordered_wards
),

edges as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        sum(ward_z * case
            when place = whole_steps + 1 then 1 - (steps - whole_steps)
            when place = whole_steps + 2 then steps - whole_steps
            else 0
        end) as lowest_z,
        sum(ward_z * case
            when place = wards_count - whole_steps then 1 - (steps - whole_steps)
            when place = wards_count - whole_steps - 1 then steps - whole_steps
            else 0
        end) as highest_z
    from places
    group by local_authority_code, indicator_code, period_code
),

winsorised_scores as (
    select
        places.*,
        case
            when places.ward_z < edges.lowest_z then edges.lowest_z
            when places.ward_z > edges.highest_z then edges.highest_z
            else places.ward_z
        end as winsorised_z
    from places
    inner join edges
        on
            places.local_authority_code = edges.local_authority_code
            and places.indicator_code = edges.indicator_code
            and places.period_code = edges.period_code
)

select * from winsorised_scores
