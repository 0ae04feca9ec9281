-- Question: how do children eligible for free school meals fare at age five?
-- Answer (default data, synthetic, tied to DfE's totals): 2,209 of 4,937 are not at a
-- good level of development; 55.3 % are.
-- Date: 2026-11-22
select
    population_basis,
    breakdown_category,
    numerator_count,
    denominator_count,
    1 - indicator_value as good_level_rate
from {{ ref('fct_local_authority_indicators') }}
where
    indicator_code = 'gld_below'
    and breakdown_topic = 'free_school_meals'
order by population_basis, breakdown_category
