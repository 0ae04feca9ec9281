{#-
    The CTEs with which every staging model begins. `checked_rows` has one row per landed
    row: each column of the contract as trimmed text (choices in lower case, codes in
    capitals), row_key, period_code, value_status of the published counts (the first that
    is not observed; a count that may be blank has a status of its own), and, where the row
    can't be read, the first column at fault with its value and reason, and how many columns
    are. Every rule comes from the dataset's contract. Nothing is dropped. The code of a
    council that went into one of today is that one's from here on; row_key keeps what was
    sent, and so do the ids of children, which two councils may have given alike.
    carried: columns beside the contract's that stay as they are; landing judges by the
    same macro and has the number of the row there.
-#}
{% macro checked_rows(dataset_code, carried=[]) -%}
    {%- set spec = contract(dataset_code) -%}
    {%- set columns = spec['columns'] -%}
    {%- set fallbacks = spec.get('key_fallback', {}) -%}
    {%- set councils = columns | selectattr('type', 'equalto', 'council_code') | list -%}
    {%- set counts = columns | selectattr('type', 'equalto', 'published_count') | list -%}
    {#- The status of a row is that of the counts that it needs, else of its only one. -#}
    {%- set needed_counts = counts | selectattr('required') | list -%}
    {%- set main_counts = needed_counts or counts -%}
    {#- Of another number a symbol says as much as of a count. -#}
    {%- set other_numbers = columns | selectattr('may_be_symbol', 'defined') | list -%}
    {#- A text that may be blank can't be wrong; every other column is checked. -#}
    {%- set checked_columns = [] -%}
    {%- for column in columns -%}
        {%- if column['required'] or column['type'] not in ('text', 'area_code') -%}
            {%- do checked_columns.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set keys = [] -%}
    {%- for name in spec['key'] -%}
        {%- do keys.append(
            'sent_council_code' if name in councils | map(attribute='name')
            else 'coalesce(' ~ name ~ ', ' ~ fallbacks[name] ~ ')' if name in fallbacks
            else name
        ) -%}
    {%- endfor -%}
    {#- Rows of one key are put in order by what else they say. -#}
    {%- set ordered_columns = [] -%}
    {%- for column in columns | map(attribute='name') -%}
        {%- if column not in keys -%}{%- do ordered_columns.append(column) -%}{%- endif -%}
    {%- endfor -%}
    {%- set ordered_columns = ordered_columns + carried -%}
    {%- set last_key = columns | selectattr('name', 'equalto', spec['key'][-1]) | first -%}
trimmed_rows as (
    select
        {%- for name in carried %}
        {{ name }},
        {%- endfor %}
        {%- for column in columns %}
        {%- if column['type'] == 'choice' %}
        lower({{ trimmed_text(column['name']) }}) as {{ column['name'] }}
        {%- elif column['type'] in ('area_code', 'council_code') %}
        upper({{ trimmed_text(column['name']) }}) as {{ column['name'] }}
        {%- else %}
        {{ trimmed_text(column['name']) }} as {{ column['name'] }}
        {%- endif %}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ landed_rows(dataset_code) }}
),

{% if councils -%}
joined_councils as (
    select
        former_area_code,
        max(area_code) as local_authority_code
    from {{ ref('ref_area_changes') }}
    where area_kind = 'local_authority'
    group by former_area_code
    having count(*) = 1
),

{% endif -%}
judged_rows as (
    select
        {%- for name in carried %}
        trimmed_rows.{{ name }},
        {%- endfor %}
        {%- for column in columns %}
        {%- set symbols = column['name'] ~ '_symbols' -%}
        {%- set value = 'trimmed_rows.' ~ column['name'] %}
        {%- if column in counts + other_numbers %}
        coalesce(cast({{ symbols }}.counts_as as string), {{ value }})
            as {{ column['name'] }},
        {%- elif column in councils %}
        {{ value }} as sent_council_code,
        coalesce(joined_councils.local_authority_code, {{ value }})
            as {{ column['name'] }},
        {%- elif councils and column['name'] == 'child_id' %}
        case
            when {{ value }} is not null
                then concat_ws('-', joined_councils.former_area_code, {{ value }})
        end as {{ column['name'] }},
        {%- else %}
        {{ value }},
        {%- endif %}
        {%- endfor %}
        periods.period_code,
        {%- if counts %}
        coalesce(
            {%- for column in main_counts %}
            nullif({{ column['name'] }}_symbols.value_status, 'observed'),
            {%- if not column['required'] %}
            case
                when trimmed_rows.{{ column['name'] }} is null then 'not_available'
            end,
            {%- endif %}
            {%- endfor %} 'observed'
        ) as value_status,
        {%- endif %}
        {%- for column in counts + other_numbers if column not in main_counts %}
        coalesce({{ column['name'] }}_symbols.value_status, 'observed')
            as {{ column['name'] }}_status,
        {%- endfor %}
        {%- for column in checked_columns %}
        {{ column_problem(column, spec.get('comparable_from')) }}
            as {{ column['name'] }}_problem
        {{- ',' if not loop.last }}
        {%- endfor %}
    from trimmed_rows
    left join {{ ref('ref_periods') }} as periods
        on {{ is_period_of(
            'periods', 'trimmed_rows.' ~ spec['period_column'],
            "'" ~ spec['period_type'] ~ "'"
        ) }}
    {%- if councils %}
    left join joined_councils
        on
            trimmed_rows.{{ councils[0]['name'] }}
            = joined_councils.former_area_code
    left join {{ ref('ref_local_authorities') }} as councils
        on
            coalesce(
                joined_councils.local_authority_code,
                trimmed_rows.{{ councils[0]['name'] }}
            ) = councils.local_authority_code
            and councils.is_served
    {%- endif %}
    {%- for column in counts + other_numbers %}
    left join {{ ref('xwalk_value_symbols') }} as {{ column['name'] }}_symbols
        on
            {{ is_symbol(
                column['name'] ~ '_symbols', 'trimmed_rows.' ~ column['name']
            ) }}
    {%- endfor %}
),

first_problems as (
    select
        *,
        coalesce(
            {%- for column in checked_columns %}
            {{ column['name'] }}_problem{{ ',' if not loop.last }}
            {%- endfor %}
        ) as first_problem
    from judged_rows
),

{#- A row that can't be read never takes the place of its readable twin. #}
numbered_rows as (
    select
        *,
        first_problem is null
        and row_number() over (
            partition by
                {{ keys | join(', ') }}, case when first_problem is null then 1 end
            order by {{ ordered_columns | join(', ') }}
        ) > 1 as is_repeated
    from first_problems
),

checked_rows as (
    select
        *,
        concat_ws(' / '
            {%- for key in keys %}, {{ key }}{% endfor %}) as row_key,
        coalesce(
            first_problem, case when is_repeated then 'repeated_key' end
        ) as reject_reason_code,
        case
            {%- for column in checked_columns %}
            when {{ column['name'] }}_problem is not null then '{{ column['name'] }}'
            {%- endfor %}
            when is_repeated then '{{ spec['key'][-1] }}'
        end as reject_column_name,
        case
            {%- for column in checked_columns %}
            when {{ column['name'] }}_problem is not null
                then {{ shown_value(column, column['name']) }}
            {%- endfor %}
            when is_repeated then {{ shown_value(last_key, keys[-1]) }}
        end as reject_value,
        {% for column in checked_columns %}
        case when {{ column['name'] }}_problem is not null then 1 else 0 end +
        {%- endfor %}
        case when is_repeated then 1 else 0 end as reject_problem_count
    from numbered_rows
)
{%- endmacro %}
