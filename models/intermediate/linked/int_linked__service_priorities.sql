-- One row per service and ward in the list of a quarter as sent: where a service
-- focuses.
with

{{ ward_linked_rows(
    ref('stg_council__service_priorities'),
    key=['period_code', 'service_code'],
    measures=['service_name', 'priority_from_date', 'priority_to_date', 'basis'],
    adds_up=false
) }}

select * from linked_rows
