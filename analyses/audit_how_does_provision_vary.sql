-- Question: How do the size, range, location and quality of local early years services
--   vary across Birmingham, and how do they compare with outcomes?
-- Answer: Not answered. No register of settings, list of the council's settings or
--   opening hours is supplied, and no mart counts places. This query says what is held,
--   so that the gap is not forgotten.
-- Rows:
--   council_settings, not_supplied, 0, null
--   setting_hours, not_supplied, 0, null
--   settings_register, not_supplied, 0, null
-- Periods: none is held
-- Date: 2026-11-23
-- Caution: Counts rows that a supplier sent and says nothing about a child. The figure
--   is missing; its status says why.
select
    dataset_code,
    supply_status,
    held_periods_count,
    last_period_code
from {{ ref('fct_source_freshness') }}
where dataset_code in ('council_settings', 'setting_hours', 'settings_register')
order by dataset_code
