-- Question: where are outcomes at age five the poorest, and who lives there?
-- Answer (default data, synthetic): Sparkbrook & Balsall Heath East, with 208 of 393
-- children not at a good level of development (53 %), the most of any ward.
-- Date: 2026-11-22
select
    wards.ward_name,
    figures.numerator_count,
    figures.denominator_count,
    figures.indicator_value,
    figures.lower_95_rate,
    figures.upper_95_rate,
    figures.comparison_code,
    profiles.idaci_worst_decile_rate
from {{ ref('fct_ward_indicators') }} as figures
inner join {{ ref('dim_ward') }} as wards on figures.ward_code = wards.ward_code
inner join {{ ref('rpt_ward_profile') }} as profiles
    on figures.ward_code = profiles.ward_code
where
    figures.indicator_code = 'gld_below'
    and figures.breakdown_topic = 'total'
order by figures.indicator_value desc, wards.ward_name asc
