-- One row per ward, age, entitlement and term of a return by ward, as sent.
with

{{ ward_linked_rows(
    ref('stg_council__early_education_ward_take_up'),
    key=['period_code', 'age_at_31_december', 'entitlement_basis'],
    measures=[
        'children_taking_up_count',
        'children_with_send_count',
        'children_with_send_count_status',
        'value_status'
    ]
) }}

select * from linked_rows
