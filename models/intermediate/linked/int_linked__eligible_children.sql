-- One row per ward, age and term as sent: children who could take up.
with

{{ ward_linked_rows(
    ref('stg_council__early_education_eligible_children'),
    key=['period_code', 'age_at_31_december'],
    measures=[
        'value_status',
        'eligible_children_count',
        'denominator_source',
        'denominator_edition',
        'estimate_base',
        'reference_date',
        'ward_fit'
    ]
) }}

select * from linked_rows
