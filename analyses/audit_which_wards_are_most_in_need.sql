-- Question: Given outcomes and take-up together, which areas are most in need of
--   additional support?
-- Answer: Sparkbrook & Balsall Heath East, Glebe Farm & Tile Cross, Gravelly Hill,
--   Allens Cross, Alum Rock and North Edgbaston: the founding analysis's six, which
--   were planted in the made-up children. Only of the first can it be said that it is
--   probably among six. Alum Rock and North Edgbaston are probably not: their chances
--   are 33 % and 27 %, and their ranks could be anywhere from 1 to 33.
-- Rows:
--   Sparkbrook & Balsall Heath East, 1, 86.581114, true, 600, 1, 12, 0.773
--   Glebe Farm & Tile Cross, 2, 71.991089, true, 538, 1, 25, 0.436
--   Gravelly Hill, 3, 69.430085, true, 147, 1, 23, 0.638
--   Allens Cross, 4, 63.908124, true, 157, 1, 25, 0.557
--   Alum Rock, 5, 61.648021, true, 563, 1, 27, 0.325
--   North Edgbaston, 6, 56.843607, true, 354, 2, 33, 0.274
-- Periods: age two of 2022; age five of 2021/22; take-up of spring 2023
-- Date: 2026-11-29
-- Caution: Made-up records at real places: not fit for any decision. A figure about an
--   area says nothing about any one child. A rank says who is higher and not by how
--   much; places close in rank cannot be distinguished, for the scale by itself spreads
--   their scores, most of all the first. Different children in different years stand
--   behind the parts. No view of a family is in this figure. The interval covers
--   chance and errors of denominators, not children who were missed or misjudged.
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
