-- Question: Where in Birmingham are outcomes the poorest, and what are the
--   characteristics of these areas?
-- Answer: Sparkbrook & Balsall Heath East has the highest share, and the most children,
--   not at a good level of development at age five: 208 of 393, or 52.9 %. Allens Cross
--   and Gravelly Hill follow with 51.7 % and 50.5 % of few children, and their limits
--   overlap with its own. In Sparkbrook & Balsall Heath East and Alum Rock all small
--   areas are in the tenth of England where most children live on a low income; in
--   Yardley East 28.6 % are.
-- Rows:
--   Sparkbrook & Balsall Heath East, 208, 393, 0.529262, 0.479869, 0.578089, 1.000000
--   Allens Cross, 61, 118, 0.516949, 0.427683, 0.605146, 0.500000
--   Gravelly Hill, 52, 103, 0.504854, 0.409875, 0.599484, 0.800000
--   Soho & Jewellery Quarter, 149, 318, 0.468553, 0.414410, 0.523448, 0.733333
--   Yardley East, 58, 124, 0.467742, 0.382214, 0.555209, 0.285714
--   Kingstanding, 107, 231, 0.463203, 0.400027, 0.527583, 0.500000
--   North Edgbaston, 147, 326, 0.450920, 0.397790, 0.505194, 0.583333
--   Alum Rock, 191, 428, 0.446262, 0.399852, 0.493627, 1.000000
--   Newtown, 94, 214, 0.439252, 0.374410, 0.506237, 0.857143
--   Glebe Farm & Tile Cross, 181, 414, 0.437198, 0.390210, 0.485341, 0.866667
-- Periods: outcomes of 2021/22; deprivation of the indices of 2025
-- Date: 2026-11-23
-- Caution: Made-up records at real places: not fit for any decision. A figure about an
--   area says nothing about any one child. Describes all residents, not the children. A
--   rank says who is higher and not by how much; places close in rank cannot be
--   distinguished, for the scale by itself spreads their scores, most of all the first.
select
    wards.ward_name,
    figures.numerator_count,
    figures.denominator_count,
    cast(figures.value as decimal(9, 6)) as value,
    cast(figures.lower_95 as decimal(9, 6)) as lower_95,
    cast(figures.upper_95 as decimal(9, 6)) as upper_95,
    cast(profiles.idaci_worst_decile_value as decimal(9, 6))
        as idaci_worst_decile_value
from {{ ref('fct_area_indicators') }} as figures
inner join {{ ref('dim_ward') }} as wards on figures.ward_code = wards.ward_code
inner join {{ ref('rpt_ward_profile') }} as profiles
    on figures.ward_code = profiles.ward_code
where
    figures.area_type = 'ward'
    and figures.indicator_code = 'gld_below'
    and figures.breakdown_topic = 'total'
    and figures.is_score_period
    and figures.value_status = 'observed'
order by figures.value desc, wards.ward_name asc
limit 10
