{#-
    Whole number of a published count ('5,181' -> 5181) as bigint; null where the text is
    a symbol, has a fraction or is negative.
-#}
{% macro published_number(column) -%}
    case
        when
            try_cast(replace({{ column }}, ',', '') as double) >= 0
            and floor(try_cast(replace({{ column }}, ',', '') as double))
            = try_cast(replace({{ column }}, ',', '') as double)
            then try_cast(try_cast(replace({{ column }}, ',', '') as double) as bigint)
    end
{%- endmacro %}
