-- One row per ward and year as sent: children due a review.
with

{{ ward_linked_rows(
    ref('stg_health_visiting__asq3_children_due'),
    key=['period_code'],
    measures=['value_status', 'children_due_count']
) }}

select * from linked_rows
