-- Question: How do children eligible for free school meals fare at age five? (The
--   founding document: 4,937 children, of whom 55 % had a good level of development.)
-- Answer: 2,209 of 4,937 are not at a good level of development, or 44.7 %: the rest
--   are, as in the founding document. Of the other children 33.7 % are not. The totals
--   are DfE's.
-- Rows:
--   eligible, 2021/22, 2209, 4937, 0.447438, 0.433614, 0.461343, observed
--   not_eligible, 2021/22, 3421, 10146, 0.337177, 0.328042, 0.346436, observed
-- Periods: 2021/22; by where children are taught, which is how DfE counts
-- Date: 2026-11-23
-- Caution: Made-up records at real places: not fit for any decision. A figure about an
--   area says nothing about any one child.
select
    breakdown_category,
    period_code,
    numerator_count,
    denominator_count,
    cast(value as decimal(9, 6)) as value,
    cast(lower_95 as decimal(9, 6)) as lower_95,
    cast(upper_95 as decimal(9, 6)) as upper_95,
    value_status
from {{ ref('fct_area_indicators') }}
where
    area_type = 'local_authority'
    and indicator_code = 'gld_below'
    and breakdown_topic = 'free_school_meals'
    and population_basis = 'provider'
order by breakdown_category
