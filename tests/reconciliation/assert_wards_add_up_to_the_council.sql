-- What it checks: children of the wards add up to the council's residents; residents
-- are never more than all that the providers sent; every such pair of totals exists.
-- Why it matters: a ward's comparator must be made of its wards.
-- What to do: compare int_counted__indicator_counts with the two marts.
with

area_figures as (
    select * from {{ ref('fct_area_indicators') }}
    where population_basis in ('resident', 'provider')
),

ward_sums as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        sum(denominator_count) as denominator_count
    from area_figures
    where area_type = 'ward' and value_status in ('observed', 'above_denominator')
    group by
        local_authority_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category
),

residents as (
    select * from area_figures
    where area_type = 'local_authority' and population_basis = 'resident'
),

providers as (
    select * from area_figures
    where area_type = 'local_authority' and population_basis = 'provider'
)

select
    ward_sums.local_authority_code,
    ward_sums.indicator_code,
    ward_sums.period_code,
    ward_sums.breakdown_topic,
    ward_sums.breakdown_category,
    ward_sums.denominator_count,
    residents.denominator_count as residents_count,
    providers.denominator_count as providers_count
from ward_sums
left join residents
    on
        ward_sums.local_authority_code = residents.local_authority_code
        and ward_sums.indicator_code = residents.indicator_code
        and ward_sums.period_code = residents.period_code
        and ward_sums.breakdown_topic = residents.breakdown_topic
        and ward_sums.breakdown_category = residents.breakdown_category
left join providers
    on
        ward_sums.local_authority_code = providers.local_authority_code
        and ward_sums.indicator_code = providers.indicator_code
        and ward_sums.period_code = providers.period_code
        and ward_sums.breakdown_topic = providers.breakdown_topic
        and ward_sums.breakdown_category = providers.breakdown_category
where
    residents.denominator_count is null
    or providers.denominator_count is null
    or ward_sums.denominator_count != residents.denominator_count
    or residents.denominator_count > providers.denominator_count
