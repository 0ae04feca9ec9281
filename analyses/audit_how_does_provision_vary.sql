-- Question: How do the size, range, location and quality of local early years services
--   vary across Birmingham, and how do they compare with outcomes?
-- Answer: Not answered. A register of settings, a list of the council's settings and
--   opening hours are held, but no mart counts places. This query says what is held,
--   so that the gap is not forgotten.
-- Rows:
--   council_settings, supplied, 1, 2023-01
--   setting_hours, supplied, 1, 2023-01
--   settings_register, supplied, 1, 2021-08
-- Periods: 2021-08 of the register, 2023-01 of the lists
-- Date: 2026-11-23
-- Caution: Made-up children at real places: not fit for any decision. Counts rows that
--   a supplier sent and says nothing about a child.
select
    dataset_code,
    supply_status,
    held_periods_count,
    last_period_code
from {{ ref('fct_source_freshness') }}
where dataset_code in ('council_settings', 'setting_hours', 'settings_register')
order by dataset_code
