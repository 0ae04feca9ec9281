{#-
    Whole number of a published count ('5,181' -> 5181) as bigint; null where the text is
    a symbol, has a fraction, is negative, or has a comma that parts no thousands.
-#}
{% macro published_number(column) -%}
    case
        when
            {{ is_written_as(
                column, '^([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.]0+)?$'
            ) }}
            then try_cast(
                try_cast(replace({{ column }}, ',', '') as double) as bigint
            )
    end
{%- endmacro %}
