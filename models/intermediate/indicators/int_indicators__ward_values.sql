-- One row of the spine with its counts and what may be said with them. A published
-- value that is missing stays null beside a status; nothing is filled with zero.
with

settings as (
    select * from {{ ref('int_policy__indicator_settings') }}
),

figures as (
    select
        spine.local_authority_code,
        spine.ward_code,
        spine.is_at_boundary,
        spine.is_recut,
        spine.indicator_code,
        spine.period_code,
        indicators.domain_code is not null
        and spine.period_code = shown_periods.period_code as is_score_period,
        spine.breakdown_topic,
        spine.breakdown_category,
        indicators.polarity,
        indicators.counted_where,
        source_status.is_synthetic,
        source_status.is_ward_return,
        {{ counted_status() }} as value_status,
        source_status.status_reason,
        case
            when source_status.is_available then counts.numerator_count
        end as signed_numerator_count,
        case
            when source_status.is_available then counts.denominator_count
        end as denominator_count,
        case
            when source_status.is_coverage_available then counts.children_due_count
        end as children_due_count,
        source_status.has_coverage_source,
        source_status.is_coverage_available,
        counts.denominator_source as extract_denominator_source,
        counts.denominator_edition as extract_denominator_edition,
        coalesce(counts.denominator_source, indicators.denominator_source)
            as denominator_source,
        coalesce(counts.denominator_edition, indicators.denominator_edition)
            as denominator_edition,
        errors.counted_children,
        errors.has_limits,
        errors.denominator_base,
        errors.denominator_reference_date,
        errors.denominator_ward_fit,
        errors.is_denominator_rolled_on,
        coalesce(errors.is_on_other_areas, false) as is_on_other_areas,
        errors.ward_factor_group,
        errors.shared_deviation,
        errors.own_deviation,
        errors.own_variance_per_child,
        errors.denominator_deviation
    from {{ ref('int_indicators__spine') }} as spine
    inner join {{ ref('policy_indicators') }} as indicators
        on spine.indicator_code = indicators.indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as shown_periods
        on
            spine.local_authority_code = shown_periods.local_authority_code
            and spine.indicator_code = shown_periods.indicator_code
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
    left join {{ ref('int_indicators__denominator_errors') }} as errors
        on
            spine.ward_code = errors.ward_code
            and spine.indicator_code = errors.indicator_code
            and spine.period_code = errors.period_code
            and spine.breakdown_topic = errors.breakdown_topic
            and spine.breakdown_category = errors.breakdown_category
    where spine.is_shown_by_ward
),

values_with_limits as (
    select
        figures.*,
        {{ floored_count('figures.signed_numerator_count') }} as numerator_count,
        coalesce(
            figures.signed_numerator_count not between 0 and figures.denominator_count,
            false
        ) as is_above_denominator,
        case
            when figures.value_status = 'observed'
                then
                    cast(
                        {{ floored_count('figures.signed_numerator_count') }} as double
                    ) / figures.denominator_count
        end as indicator_value,
        case
            when figures.value_status = 'observed' and figures.children_due_count > 0
                then
                    cast(figures.denominator_count as double)
                    / figures.children_due_count
        end as coverage_rate,
        settings.wilson_z_95,
        settings.wilson_z_998,
        settings.low_coverage_rate,
        settings.small_denominator_count
    from figures
    cross join settings
)

select * from values_with_limits
