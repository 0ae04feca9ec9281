{{ config(materialized='ephemeral') }}

-- One row per ward, quarter, theme, group of families, source and consent as sent: what
-- families said.
with

{{ ward_linked_rows(
    ref('stg_council__family_voice'),
    key=['period_code', 'theme', 'family_group', 'source', 'consent'],
    measures=['families_count', 'value_status'],
    sent_by=['period_code']
) }}

select * from linked_rows
