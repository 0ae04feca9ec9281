-- One row per ward, year and breakdown of a return by ward, as sent.
with

{{ ward_linked_rows(
    ref('stg_council__eyfsp_ward_results'),
    key=['period_code', 'breakdown_topic', 'breakdown_category'],
    measures=[
        'children_assessed_count',
        'children_at_gld_count',
        'children_exempt_count',
        'children_exempt_count_status',
        'value_status'
    ]
) }}

select * from linked_rows
