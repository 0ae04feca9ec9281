-- One row per council, comparator, edition group, measure, period and group of
-- children: the plain mean of the comparator's areas with a figure; one area is its own
-- mean. Limits of a mean are put together from those of its parts, as for a difference.
with

means as (
    select
        areas.local_authority_code,
        areas.comparator_code,
        rates.edition_group,
        rates.dataset_code,
        rates.measure_code,
        rates.period_code,
        rates.breakdown_topic,
        rates.breakdown_category,
        max(areas.comparator_label) as comparator_label,
        max(rates.edition) as edition,
        cast(count(*) as integer) as areas_count,
        {{ known_sum('rates.numerator_count') }} as numerator_count,
        {{ known_sum('rates.denominator_count') }} as denominator_count,
        round(avg(rates.rate), 9) as rate,
        round(min(rates.rate), 9) as lowest_rate,
        round(max(rates.rate), 9) as highest_rate,
        count(*) = count(rates.lower_95_rate) as has_limits,
        sqrt(sum(power(rates.rate - rates.lower_95_rate, 2))) / count(*) as below,
        sqrt(sum(power(rates.upper_95_rate - rates.rate, 2))) / count(*) as above,
        bool_or(rates.is_synthetic) as is_synthetic
    from {{ ref('int_benchmarks__areas') }} as areas
    inner join {{ ref('int_benchmarks__area_rates') }} as rates
        on areas.area_code = rates.area_code
    where rates.rate is not null
    group by
        areas.local_authority_code,
        areas.comparator_code,
        rates.edition_group,
        rates.dataset_code,
        rates.measure_code,
        rates.period_code,
        rates.breakdown_topic,
        rates.breakdown_category
),

comparator_rates as (
    select
        *,
        case
            when has_limits
                then cast(round(rate - below, 6) as decimal(9, 6))
        end as lower_95_rate,
        case
            when has_limits
                then cast(round(rate + above, 6) as decimal(9, 6))
        end as upper_95_rate
    from means
)

select * from comparator_rates
