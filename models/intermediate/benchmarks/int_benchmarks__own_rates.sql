{{ config(materialized='ephemeral') }}

-- One row per council, measure, period and group of children that policy compares: the
-- figure worked out here from what the council's providers sent, with its limits, the
-- way round that the publishers show it.
with

computed_figures as (
    select
        figures.*,
        measures.dataset_code,
        measures.measure_code,
        measures.is_complement
    from {{ ref('int_indicators__larger_area_figures') }} as figures
    inner join {{ ref('policy_compared_measures') }} as measures
        on
            figures.indicator_code = measures.indicator_code
            and figures.breakdown_topic = measures.breakdown_topic
    where
        figures.area_type = 'local_authority'
        and figures.population_basis = 'provider'
        and figures.value_status in ('observed', 'partial')
),

own_rates as (
    select
        local_authority_code,
        dataset_code,
        measure_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        case
            when is_complement then denominator_count - numerator_count
            else numerator_count
        end as numerator_count,
        denominator_count,
        round(
            case when is_complement then 1 - indicator_value else indicator_value end, 9
        ) as rate,
        case when is_complement then 1 - upper_95_rate else lower_95_rate end
            as lower_95_rate,
        case when is_complement then 1 - lower_95_rate else upper_95_rate end
            as upper_95_rate,
        is_synthetic
    from computed_figures
)

select * from own_rates
