-- Question: How many more children eligible for free school meals would be on track if
--   their outcomes were brought in line with the national average? (The founding
--   document says 576.)
-- Answer: It turns on the average. Against all children of England in the same year
--   489, against those of 2022/23 590: the founding document's number lies between and
--   is not reproduced. Against England's children eligible for free school meals none:
--   Birmingham's 55.3 % is above their 49.1 %.
-- Rows:
--   fsm_to_england_all, 2021/22, 4937, 0.552562, 0.651677, 489, 421, 558
--   fsm_to_england_all_2023, 2022/23, 4937, 0.552562, 0.672000, 590, null, null
--   fsm_to_england_fsm, 2021/22, 4937, 0.552562, 0.491245, 0, 0, 0
--   fsm_to_neighbours_2021_fsm, 2021/22, 4937, 0.552562, 0.510525, 0, 0, 0
--   fsm_to_neighbours_2025_fsm, 2021/22, 4937, 0.552562, 0.483649, 0, 0, 0
-- Periods: 2021/22, and the benchmark's own
-- Date: 2026-11-23
-- Caution: A figure about an area says nothing about any one child. Arithmetic, not
--   a forecast: it does not say how a rate could be reached. The interval counts
--   chance alone and takes the two groups of children as separate. A plain mean of the
--   neighbours with figures; the interval is of chance, not of how neighbours differ.
--   The city is part of its region and of England, so the two figures overlap. No
--   interval: a figure has no counts, more children than its denominator, or children
--   who do not come one by one. The children and the benchmark are of different years.
select
    benchmark_code,
    benchmark_period_code,
    denominator_count,
    cast(value as decimal(9, 6)) as value,
    cast(benchmark_value as decimal(9, 6)) as benchmark_value,
    additional_on_track_count,
    additional_lower_95_count,
    additional_upper_95_count
from {{ ref('fct_on_track') }}
where
    figure_source = 'published'
    and breakdown_topic = 'free_school_meals'
order by benchmark_code
