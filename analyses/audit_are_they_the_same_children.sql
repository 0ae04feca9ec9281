-- Question: Are the children in an area who do not attend childcare the same children
--   who have the lowest outcomes?
-- Answer: Area data cannot say. In Sparkbrook & Balsall Heath East, if any child could
--   have attended, at least 57 and at most 194 children are both; among the children
--   entitled, at least 2 and at most 177. Any number between fits the data. Only
--   children followed from two to five can answer it.
-- Rows:
--   Sparkbrook & Balsall Heath East, all_children, 393, 232, 208, 57, 194, observed
--   Glebe Farm & Tile Cross, all_children, 414, 301, 181, 72, 181, observed
--   Gravelly Hill, all_children, 103, 73, 52, 22, 52, observed
--   Allens Cross, all_children, 118, 88, 61, 31, 61, observed
--   Alum Rock, all_children, 428, 244, 191, 34, 177, observed
--   North Edgbaston, all_children, 326, 266, 147, 87, 147, observed
--   Sparkbrook & Balsall Heath East, entitled_children, 393, 177, 208, 2, 177, observed
--   Glebe Farm & Tile Cross, entitled_children, 414, 113, 181, 0, 113, observed
--   Gravelly Hill, entitled_children, 103, 24, 52, 0, 24, observed
--   Allens Cross, entitled_children, 118, 27, 61, 0, 27, observed
--   Alum Rock, entitled_children, 428, 153, 191, 0, 153, observed
--   North Edgbaston, entitled_children, 326, 48, 147, 0, 48, observed
-- Periods: take-up at two of spring 2023; outcomes at five of 2021/22
-- Date: 2026-11-28
-- Caution: Made-up records at real places: not fit for any decision. The number lies
--   between two bounds, and every number between them fits the data: do not take the
--   middle. Different children in different years stand behind the parts. A figure
--   about an area says nothing about any one child. No view of a family is in this
--   figure.
select
    wards.ward_name,
    bounds.population_code,
    bounds.children_count,
    bounds.not_attending_count,
    bounds.not_at_outcome_count,
    bounds.lower_count,
    bounds.upper_count,
    bounds.value_status
from {{ ref('fct_ward_overlap_bounds') }} as bounds
inner join {{ ref('dim_ward') }} as wards on bounds.ward_code = wards.ward_code
inner join {{ ref('fct_ward_need_scores') }} as scores
    on bounds.ward_code = scores.ward_code
where scores.is_in_top_k
order by bounds.population_code, scores.need_rank, wards.ward_name
