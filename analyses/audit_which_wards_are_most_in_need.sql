-- Question: given outcomes and take-up together, which wards are most in need?
-- Answer (default data, synthetic): Sparkbrook & Balsall Heath East, Gravelly Hill,
-- Glebe Farm & Tile Cross, Allens Cross, Alum Rock and North Edgbaston: the founding
-- analysis's six, which were planted. Perry Barr is not among them.
-- Date: 2026-11-22
select
    wards.ward_name,
    scores.need_rank,
    scores.need_score,
    scores.is_poor_on_both,
    scores.volume_need_count,
    scores.volume_need_rank,
    scores.data_periods
from {{ ref('fct_ward_need_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards on scores.ward_code = wards.ward_code
where scores.is_in_top_k
order by scores.need_rank, wards.ward_name
