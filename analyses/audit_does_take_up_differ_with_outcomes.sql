-- Question: What are the rates of take-up of early education across Birmingham, and
--   does take-up differ between areas with differences in outcomes?
-- Answer: At two and three the thirds of wards cannot be distinguished: with the
--   poorest outcomes 61.6 % and 80.1 % take up, with the best 63.5 % and 81.6 %. At
--   four, 87.3 % against 92.3 %: 5.0 percentage points less, from 2.2 to 7.8. The
--   ward is the unit.
-- Rows:
--   eee2_take_up, poorest, 23, 2767, 0.615971, -0.018792, -0.075184, 0.037599
--   eee2_take_up, middle, 23, 1992, 0.637662, 0.002899, -0.048430, 0.054227
--   eee2_take_up, best, 23, 1593, 0.634763, null, null, null
--   eee3_take_up, poorest, 23, 5828, 0.800872, -0.015027, -0.049676, 0.019621
--   eee3_take_up, middle, 23, 5154, 0.817574, 0.001675, -0.031701, 0.035050
--   eee3_take_up, best, 23, 4687, 0.815899, null, null, null
--   eee4_take_up, poorest, 23, 5844, 0.873323, -0.050057, -0.078029, -0.022084
--   eee4_take_up, middle, 23, 5186, 0.913970, -0.009410, -0.038312, 0.019493
--   eee4_take_up, best, 23, 4818, 0.923380, null, null, null
-- Periods: outcomes at five of 2021/22; take-up of spring 2023
-- Date: 2026-11-23
-- Caution: Made-up records at real places: not fit for any decision. An association
--   between areas: neither that one brings about the other, nor that the same children
--   are meant. A figure about an area says nothing about any one child. Different
--   children in different years stand behind the parts. The number of eligible children
--   is an estimate, which in any one ward may be wrong by about a tenth either way; the
--   limits allow for it. Most four-year-olds are counted in reception classes.
select
    take_up_indicator_code,
    band_code,
    wards_count,
    eligible_count,
    cast(mean_take_up_value as decimal(9, 6)) as mean_take_up_value,
    cast(difference_value as decimal(9, 6)) as difference_value,
    cast(difference_lower_95 as decimal(9, 6)) as difference_lower_95,
    cast(difference_upper_95 as decimal(9, 6)) as difference_upper_95
from {{ ref('fct_take_up_by_outcome_band') }}
where outcome_indicator_code = 'gld_below'
order by take_up_indicator_code, band_order
