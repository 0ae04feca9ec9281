{#-
    Straight-line distance in metres between two points of latitude and longitude in
    degrees (WGS84), by the haversine formula on a sphere. radius is the column or SQL text
    of the sphere's radius in metres. Within half a per cent of a geodesic in Britain.
-#}
{% macro distance_metres(from_latitude, from_longitude, to_latitude, to_longitude, radius)
-%}
    2 * {{ radius }} * asin(sqrt(
        power(sin(radians({{ to_latitude }} - {{ from_latitude }}) / 2), 2)
        + cos(radians({{ from_latitude }})) * cos(radians({{ to_latitude }}))
        * power(sin(radians({{ to_longitude }} - {{ from_longitude }}) / 2), 2)
    ))
{%- endmacro %}
