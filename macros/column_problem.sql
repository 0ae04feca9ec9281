{#-
    Why the text of one contract column can't be read: a reason code of
    ref_reject_reasons, or null where it can. Expects the CTE columns of checked_rows.
    comparable_from: first day of the framework that the dataset is read by, or none.
-#}
{% macro column_problem(column, comparable_from=none) -%}
    {%- set name = column['name'] -%}
    {%- set value = 'trimmed_rows.' ~ name -%}
    case
        {%- if column['required'] %}
        when {{ value }} is null then 'missing_value'
        {%- endif %}
        {%- if column['type'] == 'period' %}
        when periods.period_code is null then 'unknown_period'
        {%- if comparable_from %}
        when periods.start_date < cast('{{ comparable_from }}' as date)
            then 'not_comparable'
        {%- endif %}
        {%- elif column['type'] == 'council_code' %}
        when councils.local_authority_code is null then 'council_not_served'
        {%- elif column['type'] == 'date' %}
        when {{ value }} is not null and {{ plain_date(value) }} is null
            then 'not_a_date'
        when
            {{ plain_date(value) }}
            not between cast('{{ column['earliest'] }}' as date)
            and cast('{{ column['latest'] }}' as date)
            then 'date_out_of_range'
        {%- elif column['type'] == 'identifier' %}
        when {{ is_written_as(value, '^[0-9.]*[Ee][+][0-9]+$') }}
            then 'shortened_identifier'
        {%- elif column['type'] == 'time_of_day' %}
        when
            {{ value }} is not null
            and not {{ is_written_as(value, '^([01]?[0-9]|2[0-3]):[0-5][0-9]$') }}
            then 'not_a_time'
        {%- if 'later_than' in column %}
        when
            lpad({{ value }}, 5, '0')
            <= lpad(trimmed_rows.{{ column['later_than'] }}, 5, '0')
            then 'not_later'
        {%- endif %}
        {%- elif column['type'] == 'published_count' %}
        when
            {{ value }} is not null
            and {{ name }}_symbols.value_status is null
            and {{ published_number(value) }} is null
            then 'not_a_count'
        when {{ published_number(value) }} > {{ column['maximum'] }}
            then 'out_of_range'
        {%- if 'part_of' in column %}
        when
            {{ published_number(value) }}
            > {{ published_number('trimmed_rows.' ~ column['part_of']) }}
            then 'above_the_whole'
        {%- endif %}
        {%- elif column['type'] in ('whole_number', 'number') %}
        {%- if 'may_be_symbol' in column %}
        when {{ name }}_symbols.value_status is not null then null
        {%- endif %}
        when {{ value }} is not null and {{ plain_number(value) }} is null
            then 'not_a_number'
        {%- if column['type'] == 'whole_number' %}
        when
            {{ value }} is not null
            and not {{ is_written_as(value, '^-?[0-9]+([.]0+)?$') }}
            then 'not_a_whole_number'
        {%- endif %}
        when
            {{ plain_number(value) }}
            not between {{ column['minimum'] }} and {{ column['maximum'] }}
            then 'out_of_range'
        {%- elif column['type'] == 'choice' %}
        when
            {{ value }} not in ('{{ column['allowed'] | join("', '") }}')
            and try_cast({{ value }} as double) is not null
            then 'number_where_result_expected'
        when {{ value }} not in ('{{ column['allowed'] | join("', '") }}')
            then 'not_an_allowed_value'
        {%- if 'within' in column %}
        {%- set other = 'trimmed_rows.' ~ column['within'] %}
        when ({{ value }} is null) != ({{ other }} is null) then 'missing_value'
        {%- for of, values in column['allowed_of'].items() %}
        when
            {{ other }} = '{{ of }}'
            and {{ value }} not in ('{{ values | join("', '") }}')
            then 'not_an_allowed_value'
        {%- endfor %}
        {%- endif %}
        {%- endif %}
    end
{%- endmacro %}
