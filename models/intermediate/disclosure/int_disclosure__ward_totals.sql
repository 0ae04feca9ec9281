-- One row per ward, indicator and period (totals alone: breakdowns stay inside until
-- secondary suppression is in place), judged once for every audience outside. A count
-- of few children, or few left over, hides the pair.
with

settings as (
    select * from {{ ref('int_policy__disclosure_settings') }}
),

totals as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.is_at_boundary,
        ward_values.indicator_code,
        ward_values.period_code,
        ward_values.breakdown_topic,
        ward_values.breakdown_category,
        ward_values.polarity,
        ward_values.counted_where,
        ward_values.is_synthetic,
        ward_values.is_ward_return,
        ward_values.value_status,
        ward_values.is_above_denominator,
        ward_values.numerator_count,
        ward_values.denominator_count,
        ward_values.denominator_source,
        ward_values.denominator_edition,
        ward_values.is_denominator_rolled_on,
        ward_values.is_on_other_areas,
        ward_values.indicator_value,
        ward_values.children_due_count,
        ward_values.counted_children,
        ward_values.has_limits,
        ward_values.shared_deviation,
        ward_values.own_deviation,
        ward_values.own_variance_per_child,
        ward_values.wilson_z_95,
        ward_values.wilson_z_998,
        ward_values.low_coverage_rate,
        ward_values.small_denominator_count,
        indicators.is_public,
        indicators.is_public or indicators.domain_code is not null as is_for_partners,
        indicators.claim_level,
        settings.rounding_base_count,
        settings.public_minimum_denominator_count,
        settings.public_adverse_cap_rate,
        {{ is_small_pair(
            'ward_values.numerator_count',
            'ward_values.denominator_count',
            'settings.suppress_up_to_count'
        ) }} as is_suppressed
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    cross join settings
    where ward_values.breakdown_topic = 'total'
)

select * from totals
