{{ config(materialized='ephemeral') }}

-- One row per locality (a group of wards), indicator, period and breakdown: the counts
-- of its wards added up. Where the count of one ward can't be added (suppressed,
-- missing), there is no sum, and the status is that ward's.
with

ward_values as (
    select
        ward_values.*,
        wards.locality_name,
        ward_values.value_status = 'observed' as is_added,
        case
            when ward_values.value_status not in ('observed', 'not_applicable')
                then ward_values.value_status
        end as gap_status
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('ref_wards') }} as wards
        on ward_values.ward_code = wards.ward_code
    where wards.locality_name is not null
),

sums as (
    select
        local_authority_code,
        locality_name,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        max(gap_status) as gap_status,
        max(status_reason) as status_reason,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition,
        bool_or(is_at_boundary) as is_at_boundary,
        bool_or(is_recut) as is_recut,
        bool_or(is_score_period) as is_score_period,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_ward_return) as is_ward_return,
        bool_and(has_coverage_source) as has_coverage_source,
        bool_and(is_coverage_available) as is_coverage_available,
        cast(sum(case when is_added then signed_numerator_count end) as bigint)
            as signed_numerator_count,
        cast(sum(case when is_added then denominator_count end) as bigint)
            as added_denominator_count,
        {{ known_sum('children_due_count') }} as children_due_count,
        count(*) filter (where gap_status is null) as wards_count,
        count(gap_status) as wards_missing_count
    from ward_values
    group by
        local_authority_code,
        locality_name,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category
),

values_with_status as (
    select
        *,
        case
            when gap_status is not null then gap_status
            when coalesce(added_denominator_count, 0) = 0 then 'not_applicable'
            else 'observed'
        end as value_status,
        case
            when gap_status is null then {{ floored_count('signed_numerator_count') }}
        end as numerator_count,
        case when gap_status is null then added_denominator_count end
            as denominator_count,
        gap_status is null
        and coalesce(
            signed_numerator_count not between 0 and added_denominator_count, false
        ) as is_above_denominator
    from sums
),

locality_values as (
    select
        *,
        case
            when value_status = 'observed' and children_due_count > 0
                then cast(denominator_count as double) / children_due_count
        end as coverage_rate
    from values_with_status
)

select * from locality_values
