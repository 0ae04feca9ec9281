{{ config(materialized='ephemeral') }}

-- One row per ward, census topic and category: the ward's share over the share of the
-- rest of its council. The ward is left out of what it is compared with, or a large one
-- would be compared with itself. A census counts everyone, so there is no interval.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

census_facts as (
    select
        facts.local_authority_code,
        facts.ward_code,
        facts.topic_code,
        facts.category_code,
        facts.topic_label,
        facts.category_label,
        facts.period_code,
        facts.counted_count,
        facts.total_count,
        facts.value_status,
        facts.is_estimate,
        facts.is_synthetic
    from {{ ref('int_context__judged_context') }} as facts
    inner join {{ ref('ref_periods') }} as periods
        on
            facts.period_code = periods.period_code
            and periods.period_type = 'census_year'
),

facts_beside_the_rest as (
    select
        *,
        bool_or(is_synthetic) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ) as is_any_synthetic,
        cast(sum(counted_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ) - counted_count as bigint) as rest_counted_count,
        cast(sum(total_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ) - total_count as bigint) as rest_total_count
    from census_facts
),

shares as (
    select
        facts.*,
        case
            when facts.total_count > 0
                then cast(facts.counted_count as double) / facts.total_count
        end as ward_share,
        case
            when facts.rest_total_count > 0
                then cast(facts.rest_counted_count as double) / facts.rest_total_count
        end as rest_share,
        case
            when facts.value_status != 'observed' then facts.value_status
            when facts.rest_counted_count = 0 then 'not_applicable'
            when facts.counted_count < settings.location_quotient_minimum_count
                then 'too_few'
            else 'observed'
        end as quotient_status
    from facts_beside_the_rest as facts
    cross join settings
),

quotients as (
    select
        *,
        case
            when quotient_status = 'observed' then round(ward_share / rest_share, 9)
        end as location_quotient
    from shares
)

select * from quotients
