-- Question: Are the areas most in need alike, or do they need different solutions? (The
--   founding document announces five questions and lists four; this is our reading of
--   the fifth.)
-- Answer: Not alike: the six lie in three of the four segments. Sparkbrook & Balsall
--   Heath East and Alum Rock are of segment D, Gravelly Hill, Glebe Farm & Tile Cross
--   and North Edgbaston of C, Allens Cross of B. Glebe Farm & Tile Cross is nearly as
--   close to B.
-- Rows:
--   Sparkbrook & Balsall Heath East, 1, D, C, 1.073066, observed, census-2021
--   Glebe Farm & Tile Cross, 2, C, B, 0.192026, observed, census-2021
--   Gravelly Hill, 3, C, B, 0.546944, observed, census-2021
--   Allens Cross, 4, B, C, 0.819202, observed, census-2021
--   Alum Rock, 5, D, C, 1.105198, observed, census-2021
--   North Edgbaston, 6, C, D, 0.724293, observed, census-2021
-- Periods: census of 2021; need as in the audit of the wards in most need
-- Date: 2026-11-28
-- Caution: A figure about an area says nothing about any one child. Describes all
--   residents, not the children. A segment groups wards by all their residents; people
--   within a ward differ more than wards do.
select
    wards.ward_name,
    scores.need_rank,
    scores.segment_code,
    scores.second_segment_code,
    scores.segment_distance_gap,
    scores.segment_status,
    scores.segment_last_period_code
from {{ ref('fct_ward_need_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards on scores.ward_code = wards.ward_code
where scores.is_in_top_k
order by scores.need_rank, wards.ward_name
