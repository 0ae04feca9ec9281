{{ config(materialized='ephemeral') }}

-- One row per protected pair of counts: what of it is shown. Nothing adverse is said of
-- nearly everyone of a group, however few they are: such a numerator is hidden, and so
-- is the smallest other of its topic, from which it could be had.
{% set figure = [
    'protection_code', 'indicator_code', 'period_code', 'breakdown_topic',
    'breakdown_category'
] %}

with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

limits_of_policy as (
    select * from {{ ref('int_policy__disclosure_settings') }}
),

counts as (
    select
        counts.local_authority_code,
        counts.area_type,
        counts.area_code,
        counts.ward_code,
        counts.indicator_code,
        counts.period_code,
        counts.breakdown_topic,
        counts.breakdown_category,
        counts.protection_code,
        counts.value_status,
        counts.denominator_count,
        counts.children_due_count,
        counts.denominator_source,
        counts.denominator_edition,
        counts.is_at_boundary,
        counts.is_recut,
        counts.is_synthetic,
        counts.is_ward_return,
        counts.counted_children,
        counts.has_limits,
        counts.council_deviation,
        counts.is_denominator_rolled_on,
        counts.is_on_other_areas,
        indicators.polarity,
        indicators.counted_where,
        indicators.claim_level,
        settings.wilson_z_95,
        settings.wilson_z_998,
        settings.low_coverage_rate,
        settings.small_denominator_count,
        limits_of_policy.public_minimum_denominator_count,
        limits_of_policy.protected_minimum_count,
        limits_of_policy.public_adverse_cap_rate,
        {{ floored_count('counts.signed_numerator_count') }} as numerator_count,
        coalesce(
            counts.signed_numerator_count not between 0 and counts.denominator_count,
            false
        ) as is_above_denominator,
        {{ denominator_deviation(
            'counts.shared_deviation', 'counts.own_deviation',
            'counts.own_variance_per_child', 'counts.denominator_count'
        ) }} as ward_deviation
    from {{ ref('int_disclosure__protected_counts') }} as counts
    inner join {{ ref('policy_indicators') }} as indicators
        on counts.indicator_code = indicators.indicator_code
    cross join settings
    cross join limits_of_policy
),

ward_errors as (
    select
        *,
        ward_deviation as denominator_deviation
    from counts
    where area_type = 'ward'
),

{{ larger_area_errors('ward_errors', figure) }},

shares as (
    select
        counts.*,
        coalesce(errors.denominator_deviation, counts.ward_deviation)
            as denominator_deviation,
        cast(counts.numerator_count as double) / nullif(counts.denominator_count, 0)
            as counted_share,
        coalesce(
            counts.denominator_count >= counts.public_minimum_denominator_count, false
        ) as has_rate,
        coalesce(counts.denominator_count >= counts.protected_minimum_count, false)
            as has_counts
    from counts
    left join larger_area_errors as errors
        on {{ equal_keys('counts', 'errors', ['area_type', 'area_code'] + figure) }}
),

judged_shares as (
    select
        *,
        coalesce(
            case
                when polarity = 'higher_is_better' then 1 - counted_share
                else counted_share
            end >= public_adverse_cap_rate,
            false
        ) as is_capped
    from shares
),

topics as (
    select
        *,
        sum(cast(is_capped as integer)) over topic as capped_count,
        sum(cast(
            is_capped or (not has_counts and denominator_count > 0) as integer
        )) over topic as hidden_count,
        row_number() over (
            partition by
                local_authority_code, protection_code, area_type, area_code,
                indicator_code, period_code, breakdown_topic
            order by
                is_capped or not has_counts,
                denominator_count,
                breakdown_category
        ) as place
    from judged_shares
    window topic as (
        partition by
            local_authority_code, protection_code, area_type, area_code,
            indicator_code, period_code, breakdown_topic
    )
),

hidden_shares as (
    select
        *,
        capped_count = 1
        and hidden_count = 1
        and place = 1
        and has_counts
        and not is_capped as is_hidden_with_another
    from topics
),

shown_shares as (
    select
        *,
        case
            when not has_rate or is_hidden_with_another then cast(null as double)
            when not is_capped then counted_share
            when polarity = 'higher_is_better'
                then round(1 - public_adverse_cap_rate, 6)
            else public_adverse_cap_rate
        end as shown_rate
    from hidden_shares
)

select * from shown_shares
