-- One row per indicator, ward, period and breakdown that a council brought, as sent.
with

{{ ward_linked_rows(
    ref('stg_council__area_indicator_counts'),
    key=['period_code', 'indicator_code', 'breakdown_topic', 'breakdown_category'],
    measures=[
        'numerator_count',
        'denominator_count',
        'denominator_source',
        'denominator_edition',
        'value_status'
    ]
) }}

select * from linked_rows
