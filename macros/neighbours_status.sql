{#-
    Whether another council lies within reach, and if so whether all of them have been
    landed. rows: alias of int_access__neighbours, left joined.
-#}
{% macro neighbours_status(rows) -%}
    case
        when {{ rows }}.neighbours_count is null then 'none_in_reach'
        when {{ rows }}.missing_neighbours_count > 0 then 'neighbours_missing'
        else 'all_held'
    end
{%- endmacro %}
