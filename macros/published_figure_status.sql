{#-
    The status of a published figure in the columns of checked_rows: what a symbol in its
    value, its count or its denominator says, else observed where a value or count stands.
-#}
{% macro published_figure_status() -%}
    case
        when published_value_status != 'observed' then published_value_status
        when value_status not in ('observed', 'not_available') then value_status
        when denominator_count_status != 'observed' then denominator_count_status
        when published_value is not null then 'observed'
        else value_status
    end
{%- endmacro %}
