{#-
    How many cells of a dataset are there and how many are filled, by council and period as
    the supplier wrote them; where a dataset has no column of the council, by its areas,
    which say whose it is.
-#}
{% macro filled_cells(dataset_code) -%}
    {%- set spec = contract(dataset_code) -%}
    {%- set columns = spec['columns'] -%}
    {%- set councils =
        columns | selectattr('name', 'equalto', 'local_authority_code') | list -%}
    {%- set areas = columns | selectattr('type', 'equalto', 'area_code') | list -%}
    {%- set areas = [] if councils else areas | reverse | list -%}
    {%- set kinds = {
        'required': columns | selectattr('required') | list,
        'optional': columns | rejectattr('required') | list,
    } -%}
    {%- set labels = {
        'local_authority_code': councils | map(attribute='name') | first,
        'period_label': spec['period_column'],
    } -%}
    select
        '{{ dataset_code }}' as dataset_code,
        '{{ spec['period_type'] }}' as period_type,
        {%- for label, column in labels.items() %}
        {{ trimmed_text(column) if column else 'cast(null as string)' }} as {{ label }},
        {%- endfor %}
        {%- for column in areas %}
        {{ 'case' if loop.first }}
        when {{ trimmed_text(column['name']) }} is not null
        then '{{ column['name'] | replace('_code', '') }}'
        {{ 'end as area_kind,' if loop.last }}
        {%- else %}
        cast(null as string) as area_kind,
        {%- endfor %}
        coalesce(
            cast(null as string)
            {%- for column in areas %}, {{ trimmed_text(column['name']) }}{% endfor %}
        ) as area_code,
        {%- for kind, cells in kinds.items() %}
        cast(count(*) * {{ cells | length }} as bigint) as {{ kind }}_cells_count,
        cast(
            0
            {%- for column in cells %}
            + count(case when {{ is_filled(column['name']) }} then 1 end)
            {%- endfor %} as bigint
        ) as {{ kind }}_filled_count{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ landed_rows(dataset_code) }}
    group by
        {{ trimmed_text(spec['period_column']) }}
        {%- for column in councils + areas %},
        {{ trimmed_text(column['name']) }}
        {%- endfor %}
{%- endmacro %}
