-- Question: Given outcomes and take-up together, which areas are most in need of
--   additional support?
-- Answer: Sparkbrook & Balsall Heath East, Gravelly Hill, Glebe Farm & Tile Cross,
--   Allens Cross, Alum Rock and North Edgbaston: the founding analysis's six, which
--   were planted in the made-up children. The first is nearly sure to be among six.
--   Alum Rock and North Edgbaston are not: their chances are 41 % and 40 %, and their
--   ranks could be anywhere from 1 to 23.
-- Rows:
--   Sparkbrook & Balsall Heath East, 1, 86.581114, true, 600, 1, 7, 0.94
--   Gravelly Hill, 2, 72.472915, true, 147, 1, 14, 0.747
--   Glebe Farm & Tile Cross, 3, 71.991089, true, 538, 1, 13, 0.713
--   Allens Cross, 4, 65.132136, true, 157, 1, 16, 0.709
--   Alum Rock, 5, 58.245233, true, 563, 2, 20, 0.41
--   North Edgbaston, 6, 53.48871, true, 354, 1, 23, 0.396
-- Periods: age two of 2022; age five of 2021/22; take-up of spring 2023
-- Date: 2026-11-23
-- Caution: Made-up records at real places: not fit for any decision. A figure about an
--   area says nothing about any one child. A rank says who is higher and not by how
--   much; places close in rank cannot be distinguished. Different children in different
--   years stand behind the parts. No view of a family is in the data. The interval
--   covers chance and errors of denominators, not children who were missed or
--   misjudged.
select
    wards.ward_name,
    scores.need_rank,
    scores.need_score,
    scores.is_poor_on_both,
    scores.volume_need_count,
    scores.rank_low,
    scores.rank_high,
    scores.top_k_probability_rate
from {{ ref('fct_ward_need_scores') }} as scores
inner join {{ ref('dim_ward') }} as wards on scores.ward_code = wards.ward_code
where scores.is_in_top_k
order by scores.need_rank, wards.ward_name
