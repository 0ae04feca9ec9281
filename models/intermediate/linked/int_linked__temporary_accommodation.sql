-- One row per ward and quarter as sent: children in temporary accommodation.
with

{{ ward_linked_rows(
    ref('stg_council__temporary_accommodation'),
    key=['period_code'],
    measures=['value_status', 'children_count']
) }}

select * from linked_rows
