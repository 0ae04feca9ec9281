{{ config(materialized='ephemeral') }}

-- One row per indicator that a council brought, ward (null: a home in no ward of the
-- council), period and breakdown. What policy does not take from this dataset stays
-- with the rows as sent: counts of an indicator that has a source of its own would be
-- added to it, and of a group that nobody knows there is no label. A count that is not
-- observed is not used, whatever stands there.
with

counted_rows as (
    select
        brought.indicator_code,
        brought.local_authority_code,
        case when brought.residence_status = 'in_ward' then brought.ward_code end
            as home_ward_code,
        brought.period_code,
        brought.breakdown_topic,
        brought.breakdown_category,
        case when brought.value_status = 'observed' then brought.numerator_count end
            as numerator_count,
        case when brought.value_status = 'observed' then brought.denominator_count end
            as denominator_count,
        brought.value_status,
        brought.denominator_source,
        brought.denominator_edition
    from {{ ref('int_linked__area_indicator_counts') }} as brought
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            brought.indicator_code = sources.indicator_code
            and sources.dataset_code = 'area_indicator_counts'
    inner join {{ ref('policy_indicator_breakdowns') }} as topics
        on
            brought.indicator_code = topics.indicator_code
            and brought.breakdown_topic = topics.breakdown_topic
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on
            topics.breakdown_topic = breakdowns.breakdown_topic
            and brought.breakdown_category = breakdowns.breakdown_category
    where brought.residence_status != 'rejected'
),

counts as (
    select
        indicator_code,
        local_authority_code,
        home_ward_code as ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        {{ known_sum('numerator_count') }} as numerator_count,
        {{ known_sum('denominator_count') }} as denominator_count,
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        coalesce(max(nullif(value_status, 'observed')), 'observed') as value_status,
        cast(null as bigint) as children_due_count,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition
    from counted_rows
    group by
        indicator_code,
        local_authority_code,
        home_ward_code,
        period_code,
        breakdown_topic,
        breakdown_category
)

select * from counts
