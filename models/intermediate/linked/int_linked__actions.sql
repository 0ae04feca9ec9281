{{ config(materialized='ephemeral') }}

-- One row per action, indicator and ward in the log of a quarter as sent.
with

{{ ward_linked_rows(
    ref('stg_council__actions'),
    key=['period_code', 'action_reference', 'indicator_code'],
    measures=[
        'decision_reference', 'action_text', 'action_date', 'result_from_date',
        'entered_date'
    ],
    adds_up=false
) }}

select * from linked_rows
