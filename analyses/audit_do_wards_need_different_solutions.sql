-- Question: Insight 2: is Sparkbrook & Balsall Heath East relatively Asian and Muslim,
--   and Glebe Farm & Tile Cross relatively white and Christian, against the rest of
--   Birmingham?
-- Answer: Yes, and not by the same measure. Sparkbrook & Balsall Heath East is far
--   above the rest: 66.9 % Asian against 30.2 %, 78.0 % Muslim against 28.7 %. Glebe
--   Farm & Tile Cross is only just above it: 52.4 % white against 48.5 %, 35.4 %
--   Christian against 34.0 %; and it is above the rest in Muslim residents too.
-- Rows:
--   Glebe Farm & Tile Cross, asian, 26022, 0.303051, 0.310522, 0.975941
--   Glebe Farm & Tile Cross, white, 26022, 0.523864, 0.485281, 1.079508
--   Glebe Farm & Tile Cross, christian, 26034, 0.354191, 0.339789, 1.042385
--   Glebe Farm & Tile Cross, muslim, 26034, 0.318161, 0.298099, 1.0673
--   Sparkbrook & Balsall Heath East, asian, 26771, 0.669157, 0.301762, 2.2175
--   Sparkbrook & Balsall Heath East, white, 26771, 0.090994, 0.495619, 0.183597
--   Sparkbrook & Balsall Heath East, christian, 26773, 0.092668, 0.346041, 0.267795
--   Sparkbrook & Balsall Heath East, muslim, 26773, 0.779703, 0.287034, 2.716412
-- Periods: census of 2021
-- Date: 2026-11-23
-- Caution: A figure about an area says nothing about any one child. Describes all
--   residents, not the children. Higher than elsewhere does not mean most: read the
--   share beside the quotient.
select
    wards.ward_name,
    quotients.breakdown_category,
    quotients.denominator_count,
    quotients.value,
    quotients.rest_of_council_value,
    quotients.location_quotient
from {{ ref('fct_ward_context') }} as quotients
inner join {{ ref('dim_ward') }} as wards on quotients.ward_code = wards.ward_code
where
    wards.ward_name in ('Glebe Farm & Tile Cross', 'Sparkbrook & Balsall Heath East')
    and (
        (
            quotients.breakdown_topic = 'ethnic_group_of_residents'
            and quotients.breakdown_category in ('asian', 'white')
        )
        or (
            quotients.breakdown_topic = 'religion'
            and quotients.breakdown_category in ('christian', 'muslim')
        )
    )
order by wards.ward_name, quotients.breakdown_topic, quotients.breakdown_category
