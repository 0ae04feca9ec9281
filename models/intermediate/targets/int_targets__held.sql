{{ config(materialized='ephemeral') }}

-- One row per council, target and area that it is held against: the council for its own
-- targets, the council and the country for those of the country.
with

areas as (
    select
        local_authority_code,
        comparator_code,
        area_code,
        comparator_label as area_name
    from {{ ref('int_benchmarks__areas') }}
    where comparator_code in ('own', 'country')
),

held_targets as (
    select
        areas.local_authority_code,
        targets.target_code,
        held.comparator_code as held_against,
        case when areas.comparator_code = 'own' then 'own' else 'national' end
            as target_kind,
        held.area_code,
        held.area_name,
        targets.measure_code,
        targets.breakdown_topic,
        targets.breakdown_category,
        targets.period_code as target_period_code,
        periods.start_date as target_start_date,
        targets.target_rate,
        targets.set_date,
        targets.source_text,
        targets.source_address,
        measures.yearly_shock_rate
    from {{ ref('policy_targets') }} as targets
    inner join areas
        on
            targets.area_code = areas.area_code
            and areas.comparator_code = case
                when targets.area_kind = 'country' then 'country' else 'own'
            end
    inner join areas as held
        on
            areas.local_authority_code = held.local_authority_code
            and (areas.comparator_code = 'country' or held.comparator_code = 'own')
    inner join {{ ref('policy_compared_measures') }} as measures
        on
            targets.measure_code = measures.measure_code
            and targets.breakdown_topic = measures.breakdown_topic
    left join {{ ref('ref_periods') }} as periods
        on targets.period_code = periods.period_code
)

select * from held_targets
