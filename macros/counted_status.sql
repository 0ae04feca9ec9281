{#-
    What a count is good for: observed, or why not. Reads the aliases source_status,
    indicators and counts (null where there is no row).
-#}
{% macro counted_status() -%}
    case
            when not source_status.is_available then 'not_available'
            when counts.ward_code is null and source_status.is_ward_return
                then 'missing'
            when counts.ward_code is null then indicators.absent_status
            when counts.value_status != 'observed' then counts.value_status
            when counts.numerator_count + counts.denominator_count is null
                then 'missing'
            when counts.denominator_count = 0 then 'not_applicable'
            else 'observed'
        end
{%- endmacro %}
