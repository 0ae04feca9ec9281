-- One row a ward and year as sent: children due a review.
with

{% call ward_linked_rows(
    ref('stg_health_visiting__asq3_children_due'), ['period_code']
) -%}
    children_due_count
{%- endcall %}

select * from linked_rows
