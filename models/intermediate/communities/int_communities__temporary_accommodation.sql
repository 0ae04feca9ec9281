-- One row a ward and quarter as sent: children in temporary accommodation.
with

{% call ward_linked_rows(
    ref('stg_council__temporary_accommodation'), ['period_code']
) -%}
    children_count
{%- endcall %}

select * from linked_rows
