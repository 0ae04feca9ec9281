-- One row per ward and year of a return by ward, as sent.
with

{{ ward_linked_rows(
    ref('stg_health_visiting__asq3_ward_results'),
    key=['period_code'],
    measures=['children_assessed_count', 'children_below_count', 'value_status']
) }}

select * from linked_rows
