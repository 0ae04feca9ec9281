-- Question: Insight 1: were the areas most in need previously overlooked, and was work
--   focused on Perry Barr, which fared better?
-- Answer: Five of the six are on no service's list, and one of these gaps is clear,
--   that of Sparkbrook & Balsall Heath East; only Alum Rock is on one. The other four
--   could as well be outside the six, so their gaps bear no weight. Perry Barr is
--   prioritised and ranks 24, somewhere from 5 to 51. Why is unknown.
-- Rows:
--   Sparkbrook & Balsall Heath East, needed_not_prioritised, 1, 1, 12, 0.773, true
--   Glebe Farm & Tile Cross, needed_not_prioritised, 2, 1, 25, 0.436, false
--   Gravelly Hill, needed_not_prioritised, 3, 1, 23, 0.638, false
--   Allens Cross, needed_not_prioritised, 4, 1, 25, 0.557, false
--   Alum Rock, both, 5, 1, 27, 0.325, false
--   North Edgbaston, needed_not_prioritised, 6, 2, 33, 0.274, false
--   Perry Barr, prioritised_not_in_top_k, 24, 5, 51, 0.075, true
-- Periods: lists of services in force on 31 March 2023; need as in the audit of the
--   wards in most need
-- Date: 2026-11-29
-- Caution: Made-up records at real places: not fit for any decision. A figure about an
--   area says nothing about any one child. A rank says who is higher and not by how
--   much; places close in rank cannot be distinguished, for the scale by itself spreads
--   their scores, most of all the first. Services may be prioritised for reasons that
--   are not in the data; the cause of a difference is unknown. Children may fare better
--   where services already work, or for other reasons: it cannot conclusively be said
--   which. It could as well be inside the list as outside: a difference here is not a
--   miss.
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
