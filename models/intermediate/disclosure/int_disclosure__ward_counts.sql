{{ config(materialized='ephemeral') }}

-- One row per ward, indicator that leaves the council, period and breakdown: the exact
-- children counted and their denominator, each with the key of its cell. What no row of
-- a child stands behind has a key of its own figure.
with

sources as (
    select
        sources.indicator_code,
        max(sources.dataset_code) filter (
            where sources.measures in ('numerator', 'both')
        ) as counted_dataset_code,
        max(sources.dataset_code) filter (
            where sources.measures in ('denominator', 'both')
        ) as denominator_dataset_code,
        bool_or(sources.measures = 'denominator' and datasets.comes_with_tool)
            as has_open_denominator
    from {{ ref('policy_indicator_sources') }} as sources
    inner join {{ ref('governance_datasets') }} as datasets
        on sources.dataset_code = datasets.dataset_code
    group by sources.indicator_code
),

ward_figures as (
    select
        spine.local_authority_code,
        spine.ward_code,
        spine.is_at_boundary,
        spine.is_recut,
        spine.is_council_recut,
        spine.indicator_code,
        spine.period_code,
        spine.breakdown_topic,
        spine.breakdown_category,
        topics.smallest_area_outside,
        uncertainty.counted_children,
        uncertainty.has_limits,
        sources.counted_dataset_code,
        sources.denominator_dataset_code,
        coalesce(sources.has_open_denominator, false) as has_open_denominator,
        source_status.is_synthetic,
        source_status.is_ward_return,
        {{ counted_status() }} as value_status,
        case
            when uncertainty.counted_children = 'remainder'
                then counts.denominator_count - counts.numerator_count
            else counts.numerator_count
        end as counted_count,
        counts.denominator_count,
        case
            when source_status.is_coverage_available then counts.children_due_count
        end as children_due_count,
        counts.numerator_key,
        counts.denominator_key,
        coalesce(counts.denominator_source, indicators.denominator_source)
            as denominator_source,
        coalesce(counts.denominator_edition, indicators.denominator_edition)
            as denominator_edition
    from {{ ref('int_indicators__spine') }} as spine
    inner join {{ ref('policy_indicators') }} as indicators
        on
            spine.indicator_code = indicators.indicator_code
            and (indicators.is_public or indicators.domain_code is not null)
    inner join {{ ref('policy_indicator_breakdowns') }} as topics
        on
            spine.indicator_code = topics.indicator_code
            and spine.breakdown_topic = topics.breakdown_topic
            and topics.smallest_area_outside != 'none'
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on spine.indicator_code = uncertainty.indicator_code
    inner join sources on spine.indicator_code = sources.indicator_code
    inner join {{ ref('int_indicators__source_status') }} as source_status
        on
            spine.local_authority_code = source_status.local_authority_code
            and spine.indicator_code = source_status.indicator_code
            and spine.period_code = source_status.period_code
            and (spine.breakdown_topic = 'total') = source_status.is_total
    left join {{ ref('int_counted__indicator_counts') }} as counts
        on
            spine.local_authority_code = counts.local_authority_code
            and spine.ward_code = counts.ward_code
            and spine.indicator_code = counts.indicator_code
            and spine.period_code = counts.period_code
            and spine.breakdown_topic = counts.breakdown_topic
            and spine.breakdown_category = counts.breakdown_category
),

{% set figure = [
    'local_authority_code', 'period_code', 'ward_code', 'breakdown_topic',
    'breakdown_category'
] %}
keyed_figures as (
    select
        *,
        value_status = 'observed' as is_added,
        coalesce(numerator_key, {{ record_key(
            ['counted_dataset_code'] + figure + ['cast(counted_count as string)']
        ) }}) as counted_key,
        coalesce(denominator_key, {{ record_key(
            ['denominator_dataset_code'] + figure
            + ['cast(denominator_count as string)']
        ) }}) as whole_key,
        {{ record_key(
            ["'children_due'"] + figure + ['cast(children_due_count as string)']
        ) }} as due_key
    from ward_figures
)

select * from keyed_figures
