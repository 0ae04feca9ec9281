-- The rates of the score once more, from protected counts: what every score, rank and
-- band outside the council starts from.
with

scored_counts as (
    select
        counts.local_authority_code,
        counts.ward_code,
        counts.indicator_code,
        counts.period_code,
        indicators.domain_code,
        indicators.indicator_weight,
        counts.is_synthetic,
        counts.is_at_boundary,
        coalesce(
            cast(counts.denominator_count as double)
            < numbers.low_coverage_rate * counts.children_due_count,
            false
        ) as is_low_coverage,
        counts.signed_numerator_count,
        {{ floored_count('counts.signed_numerator_count') }} as numerator_count,
        counts.denominator_count,
        counts.denominator_count < numbers.small_denominator_count as is_small,
        counts.counted_children,
        counts.ward_factor_group,
        counts.shared_deviation,
        {{ denominator_deviation(
            'counts.shared_deviation', 'counts.own_deviation',
            'counts.own_variance_per_child', 'counts.denominator_count'
        ) }} as denominator_deviation,
        all_settings.shrinkage_continuity,
        all_settings.minimum_between_rate,
        all_settings.minimum_ranked_children_count
    from {{ ref('int_disclosure__protected_counts') }} as counts
    inner join {{ ref('policy_indicators') }} as indicators
        on counts.indicator_code = indicators.indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as shown_periods
        on
            counts.local_authority_code = shown_periods.local_authority_code
            and counts.indicator_code = shown_periods.indicator_code
            and counts.period_code = shown_periods.period_code
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
    where
        counts.protection_code = 'cell_key'
        and counts.area_type = 'ward'
        and counts.breakdown_topic = 'total'
        and counts.value_status = 'observed'
        and indicators.domain_code is not null
),

{{ marked_small_wards('scored_counts', ['local_authority_code']) }},

-- More may be counted below a level than were seen, by noise alone.
bounded_counts as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        domain_code,
        indicator_weight,
        is_synthetic,
        is_at_boundary,
        is_low_coverage,
        is_small,
        has_too_few_children,
        numerator_count,
        denominator_count,
        least(signed_numerator_count, denominator_count) as signed_numerator_count,
        counted_children,
        ward_factor_group,
        shared_deviation,
        denominator_deviation,
        shrinkage_continuity,
        minimum_between_rate
    from marked_counts
),

{{ shrunk_rates('bounded_counts', ['local_authority_code', 'indicator_code']) }}

select * from shrunk_rates
