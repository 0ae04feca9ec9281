{{ config(materialized='ephemeral') }}

-- One row per published figure of the council, its region, England and the mean of its
-- neighbours, with the area that it is of and what is said with it.
with

areas_by_type as (
    select
        local_authority_code,
        comparator_code,
        comparator_label,
        area_code,
        case
            when comparator_code = 'own' then 'local_authority'
            when comparator_code in ('region', 'country') then comparator_code
            else 'neighbours'
        end as area_type
    from {{ ref('int_benchmarks__areas') }}
),

areas as (
    select distinct
        local_authority_code,
        comparator_code,
        comparator_label as area_name,
        area_type,
        -- The neighbours of one model are one comparator, and no area of their own.
        case when area_type = 'neighbours' then comparator_code else area_code end
            as area_code
    from areas_by_type
),

figures as (
    select
        rates.local_authority_code,
        rates.comparator_code,
        rates.edition_group,
        rates.measure_code,
        rates.period_code,
        rates.breakdown_topic,
        rates.breakdown_category,
        rates.numerator_count,
        rates.denominator_count,
        rates.rate,
        rates.lower_95_rate,
        rates.upper_95_rate,
        rates.areas_count,
        rates.is_synthetic,
        areas.area_type,
        areas.area_code,
        areas.area_name,
        coalesce(rates.numerator_count > rates.denominator_count, false)
            as is_above_denominator,
        measures.measure_caution_code,
        measures.measure_caution,
        statuses.value_status,
        statuses.status_label as status_reason,
        claims.claim_level
    from {{ ref('int_benchmarks__comparator_rates') }} as rates
    inner join areas
        on
            rates.local_authority_code = areas.local_authority_code
            and rates.comparator_code = areas.comparator_code
    inner join {{ ref('int_benchmarks__measure_labels') }} as measures
        on
            rates.dataset_code = measures.dataset_code
            and rates.measure_code = measures.measure_code
    inner join {{ ref('ref_value_statuses') }} as statuses
        on statuses.value_status = 'observed'
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'comparison'
),

published_figures as (
    select
        figures.*,
        {{ caution_codes('published_figures') }} as caution_codes,
        {{ caution_text('published_figures') }} as caution
    from figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select * from published_figures
