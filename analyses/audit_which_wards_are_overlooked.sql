-- Question: Insight 1: were the areas most in need previously overlooked, and was work
--   focused on Perry Barr, which fared better?
-- Answer: Five of the six are on no service's list, and four of these gaps are clear;
--   only Alum Rock is on one. North Edgbaston could as well be outside the six, so its
--   gap bears no weight. Perry Barr is prioritised and ranks 27, somewhere from 8 to
--   49. Why is unknown.
-- Rows:
--   Sparkbrook & Balsall Heath East, needed_not_prioritised, 1, 1, 7, 0.94, true
--   Gravelly Hill, needed_not_prioritised, 2, 1, 14, 0.747, true
--   Glebe Farm & Tile Cross, needed_not_prioritised, 3, 1, 13, 0.713, true
--   Allens Cross, needed_not_prioritised, 4, 1, 16, 0.709, true
--   Alum Rock, both, 5, 2, 20, 0.41, false
--   North Edgbaston, needed_not_prioritised, 6, 1, 23, 0.396, false
--   Perry Barr, prioritised_not_in_top_k, 27, 8, 49, 0.022, true
-- Periods: lists of services in force on 31 March 2023; need as in the audit of the
--   wards in most need
-- Date: 2026-11-23
-- Caution: Made-up records at real places: not fit for any decision. A figure about
--   an area says nothing about any one child. A rank says who is higher and not by
--   how much; places close in rank cannot be distinguished. Services may be
--   prioritised for reasons that are not in the data; the cause of a difference is
--   unknown. Children may fare better where services already work, or for other
--   reasons: it cannot conclusively be said which. It could as well be inside the
--   list as outside: a difference here is not a miss.
select
    wards.ward_name,
    gaps.gap_code,
    gaps.need_rank,
    gaps.rank_low,
    gaps.rank_high,
    gaps.top_k_probability_rate,
    gaps.is_clear
from {{ ref('fct_priority_gaps') }} as gaps
inner join {{ ref('dim_ward') }} as wards on gaps.ward_code = wards.ward_code
where
    gaps.prioritising_service_code = 'any_service'
    and (gaps.is_in_top_k or wards.ward_name = 'Perry Barr')
order by gaps.need_rank, wards.ward_name
