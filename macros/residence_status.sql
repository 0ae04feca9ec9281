{#-
    Exactly one of in_ward, resident_elsewhere, address_unusable, rejected for each row.
    rows: alias of the staged rows; areas: alias of int_geography__areas joined to them.
    Rows of a national table (has_council false) belong to the council of their area.
-#}
{% macro residence_status(rows, areas, has_council=true) -%}
    case
            when {{ rows }}.reject_reason_code is not null then 'rejected'
            when {{ areas }}.area_code is null then 'address_unusable'
            when {{ areas }}.ward_code is null then 'resident_elsewhere'
            {%- if has_council %}
            when {{ areas }}.local_authority_code != {{ rows }}.local_authority_code
                then 'resident_elsewhere'
            {%- endif %}
            else 'in_ward'
        end
{%- endmacro %}
