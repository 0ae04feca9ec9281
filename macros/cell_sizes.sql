{#-
    CTEs that say how high and wide the cells of a grid are, in degrees: so that of two
    points no farther apart than so many metres each lies in the other's cell or in one
    beside it. Whoever joins by cells is spared the distance from everywhere to everywhere.
    metres: a relation with one row and a column metres; points: one with the latitude of
    every point. Gives cell_sizes: latitude_degrees, and longitude_degrees as far from the
    equator as northernmost_latitude says, or farther where a point is, since there a degree
    is shortest. So the cell of a point does not depend on the others.
-#}
{% macro cell_sizes(metres, points) -%}
    -- In radians of the ellipsoid's sharpest curve, which are the most.
    farthest_radians as (
        select
            max(limits.metres)
            / max(
                constants.earth_equatorial_radius_metres
                * power(1 - 1 / constants.earth_inverse_flattening, 2)
            ) as radians
        from {{ metres }} as limits
        cross join {{ ref('int_policy__distance_settings') }} as constants
    ),

    farthest_latitudes as (
        select
            greatest(
                max(abs(places.latitude)), max(constants.northernmost_latitude)
            ) as latitude
        from {{ points }} as places
        cross join {{ ref('int_policy__distance_settings') }} as constants
    ),

    cell_sizes as (
        select
            degrees(farthest_radians.radians) as latitude_degrees,
            degrees(asin(
                sin(farthest_radians.radians)
                / cos(radians(farthest_latitudes.latitude))
            )) as longitude_degrees
        from farthest_radians
        cross join farthest_latitudes
    )
{%- endmacro %}
