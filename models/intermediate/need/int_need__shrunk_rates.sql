-- Rates for wards with few children are pulled towards the council's average: what the
-- published score, its variants and its draws start from. A ward with too few children
-- to be ranked keeps its rates, and counts in its council's.
with

scored_counts as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        indicators.domain_code,
        indicators.indicator_weight,
        ward_values.is_synthetic,
        coalesce(
            ward_values.coverage_rate < ward_values.low_coverage_rate, false
        ) as is_low_coverage,
        ward_values.numerator_count,
        ward_values.signed_numerator_count,
        ward_values.denominator_count,
        ward_values.children_due_count,
        coalesce(
            ward_values.denominator_count < ward_values.small_denominator_count, false
        ) as is_small,
        ward_values.counted_children,
        ward_values.ward_factor_group,
        ward_values.shared_deviation,
        ward_values.denominator_deviation,
        all_settings.shrinkage_continuity,
        all_settings.minimum_between_rate,
        all_settings.minimum_ranked_children_count
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    where
        ward_values.is_score_period
        and ward_values.breakdown_topic = 'total'
        and ward_values.value_status = 'observed'
        and indicators.domain_code is not null
),

{{ marked_small_wards('scored_counts', ['local_authority_code']) }},

{{ shrunk_rates('marked_counts', ['local_authority_code', 'indicator_code']) }},

scored_rates as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        domain_code,
        indicator_weight,
        is_synthetic,
        is_low_coverage,
        is_small,
        has_too_few_children,
        numerator_count,
        denominator_count,
        children_due_count,
        observed_rate,
        council_rate,
        ward_trust,
        shrunk_logit,
        posterior_variance,
        counted_children,
        ward_factor_group,
        shared_deviation,
        denominator_deviation,
        shared_variance_rate,
        shrunk_rate,
        strictly_shrunk_rate
    from shrunk_rates
)

select * from scored_rates
