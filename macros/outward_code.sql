{#-
    District of a postcode that is written in capitals without blanks: what stands before
    its last three characters. Null where that is no outward code.
-#}
{% macro outward_code(postcode_key) -%}
    {%- set outward = 'substr(' ~ postcode_key ~ ', 1, length(' ~ postcode_key ~ ') - 3)' -%}
    case
        when {{ is_written_as(postcode_key, '^[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}$') }}
            then {{ outward }}
    end
{%- endmacro %}
