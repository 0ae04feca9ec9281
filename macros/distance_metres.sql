{#-
    Straight-line distance in metres between two points of latitude and longitude in
    degrees, along the ellipsoid of WGS84: Pythagoras with the ellipsoid's two radii at
    the latitude between them. Up to 50 km in Britain within a hundred-thousandth of a
    geodesic. constants is the alias of int_policy__distance_settings.
-#}
{% macro distance_metres(from_latitude, from_longitude, to_latitude, to_longitude, constants)
-%}
    {%- set flattening = '(1 / ' ~ constants ~ '.earth_inverse_flattening)' -%}
    {%- set eccentricity = '(' ~ flattening ~ ' * (2 - ' ~ flattening ~ '))' -%}
    {%- set middle = 'radians((' ~ from_latitude ~ ' + ' ~ to_latitude ~ ') / 2)' -%}
    {%- set curve = '(1 - ' ~ eccentricity ~ ' * power(sin(' ~ middle ~ '), 2))' -%}
    {{ constants }}.earth_equatorial_radius_metres / sqrt({{ curve }}) * sqrt(
        power(
            (1 - {{ eccentricity }}) / {{ curve }}
            * radians({{ to_latitude }} - {{ from_latitude }}),
            2
        )
        + power(cos({{ middle }}) * radians({{ to_longitude }} - {{ from_longitude }}), 2)
    )
{%- endmacro %}
