{#-
    CTEs with each point once for its cell and for each of the eight beside it, to be
    joined with what lies in them: searched_cells, with the columns of the points, cell_row
    and cell_column. points: a relation with those two; columns: its others.
-#}
{% macro cells_beside(points, columns) -%}
    steps as (
        select -1 as step
        union all
        select 0 as step
        union all
        select 1 as step
    ),

    searched_cells as (
        select
            {{ prefixed_columns('points', columns) }},
            points.cell_row + rows_beside.step as cell_row,
            points.cell_column + columns_beside.step as cell_column
        from {{ points }} as points
        cross join steps as rows_beside
        cross join steps as columns_beside
    )
{%- endmacro %}
