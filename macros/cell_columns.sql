{#- The row and column of the cell of cell_sizes in which a point lies. point: its alias. -#}
{% macro cell_columns(point) -%}
    cast(floor({{ point }}.latitude / cell_sizes.latitude_degrees) as bigint) as cell_row,
        cast(floor({{ point }}.longitude / cell_sizes.longitude_degrees) as bigint)
            as cell_column
{%- endmacro %}
