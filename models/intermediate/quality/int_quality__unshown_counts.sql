{{ config(materialized='ephemeral') }}

-- One row per readable row of what a council brings that nothing shows, since policy
-- has no row that takes it: no such indicator, a period of another kind, or no such
-- group of children.
with

judged_rows as (
    select
        brought.local_authority_code,
        brought.period_code,
        brought.row_key,
        brought.indicator_code,
        concat_ws(' / ', brought.breakdown_topic, brought.breakdown_category)
            as breakdown_code,
        case
            when sources.indicator_code is null then 'indicator_unknown'
            when indicators.period_type != periods.period_type
                then 'period_of_other_kind'
            when breakdowns.breakdown_category is null then 'breakdown_unknown'
        end as reason_code
    from {{ ref('int_linked__area_indicator_counts') }} as brought
    inner join {{ ref('ref_periods') }} as periods
        on brought.period_code = periods.period_code
    left join {{ ref('policy_indicator_sources') }} as sources
        on
            brought.indicator_code = sources.indicator_code
            and sources.dataset_code = 'area_indicator_counts'
    left join {{ ref('policy_indicators') }} as indicators
        on sources.indicator_code = indicators.indicator_code
    left join {{ ref('policy_indicator_breakdowns') }} as topics
        on
            brought.indicator_code = topics.indicator_code
            and brought.breakdown_topic = topics.breakdown_topic
    left join {{ ref('ref_breakdowns') }} as breakdowns
        on
            topics.breakdown_topic = breakdowns.breakdown_topic
            and brought.breakdown_category = breakdowns.breakdown_category
    where brought.residence_status != 'rejected'
),

unshown_counts as (
    select
        'area_indicator_counts' as dataset_code,
        local_authority_code,
        period_code,
        row_key,
        case reason_code
            when 'indicator_unknown' then 'indicator_code'
            when 'period_of_other_kind' then 'period'
            else 'breakdown_category'
        end as column_name,
        case reason_code
            when 'indicator_unknown' then indicator_code
            when 'period_of_other_kind' then period_code
            else breakdown_code
        end as found_value,
        reason_code
    from judged_rows
    where reason_code is not null
)

select * from unshown_counts
