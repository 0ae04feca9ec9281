-- One row per council, population basis, indicator, period and breakdown that policy
-- asks for, with what may be said of it.
with

spine as (
    select distinct
        local_authority_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        is_council_recut as is_recut
    from {{ ref('int_indicators__spine') }}
),

-- A return by ward, like an indicator that policy takes as missing where there is no
-- row, misses the wards that it does not name.
wards as (
    select
        local_authority_code,
        count(*) as wards_count
    from {{ ref('ref_wards') }}
    group by local_authority_code
),

bases as (
    select distinct population_basis
    from {{ ref('int_indicators__local_authority_counts') }}
),

figures as (
    select
        spine.local_authority_code,
        bases.population_basis,
        spine.indicator_code,
        spine.period_code,
        indicators.domain_code is not null
        and spine.period_code = shown_periods.period_code as is_score_period,
        spine.breakdown_topic,
        spine.breakdown_category,
        spine.is_recut,
        source_status.is_synthetic,
        source_status.is_ward_return,
        source_status.status_reason,
        case
            when not source_status.is_available then 'not_available'
            when council_counts.indicator_code is null and source_status.is_ward_return
                then 'missing'
            when council_counts.indicator_code is null then indicators.absent_status
            when coalesce(council_counts.denominator_count, 0) = 0
                then 'not_applicable'
            else 'observed'
        end as whole_status,
        wards.wards_count as all_wards_count,
        case
            when not source_status.is_available then null
            when source_status.is_ward_return or indicators.absent_status = 'missing'
                then wards.wards_count - coalesce(council_counts.known_wards_count, 0)
            else coalesce(council_counts.unknown_wards_count, 0)
        end as wards_missing_count,
        case
            when source_status.is_available
                then {{ floored_count('council_counts.signed_numerator_count') }}
        end as numerator_count,
        case
            when source_status.is_available then council_counts.denominator_count
        end as denominator_count,
        coalesce(
            source_status.is_available
            and council_counts.signed_numerator_count
            not between 0 and council_counts.denominator_count,
            false
        ) as is_above_denominator,
        case
            when source_status.is_coverage_available
                then council_counts.children_due_count
        end as children_due_count
    from spine
    cross join bases
    inner join {{ ref('int_indicators__shown_periods') }} as shown_periods
        on
            spine.local_authority_code = shown_periods.local_authority_code
            and spine.indicator_code = shown_periods.indicator_code
    inner join wards on spine.local_authority_code = wards.local_authority_code
    inner join {{ ref('policy_indicators') }} as indicators
        on spine.indicator_code = indicators.indicator_code
    inner join {{ ref('int_indicators__source_status') }} as source_status
        on
            spine.local_authority_code = source_status.local_authority_code
            and spine.indicator_code = source_status.indicator_code
            and spine.period_code = source_status.period_code
            and (spine.breakdown_topic = 'total') = source_status.is_total
    left join {{ ref('int_indicators__local_authority_counts') }} as council_counts
        on
            spine.local_authority_code = council_counts.local_authority_code
            and bases.population_basis = council_counts.population_basis
            and spine.indicator_code = council_counts.indicator_code
            and spine.period_code = council_counts.period_code
            and spine.breakdown_topic = council_counts.breakdown_topic
            and spine.breakdown_category = council_counts.breakdown_category
),

figures_with_status as (
    select
        *,
        all_wards_count - wards_missing_count as wards_count,
        case
            when whole_status = 'observed' and wards_missing_count > 0 then 'partial'
            else whole_status
        end as value_status
    from figures
),

council_values as (
    select
        *,
        case
            when value_status in ('observed', 'partial')
                then cast(numerator_count as double) / denominator_count
        end as indicator_value
    from figures_with_status
)

select * from council_values
