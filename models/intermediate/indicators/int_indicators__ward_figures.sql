-- One row of the spine with everything that is said with it: period, limits,
-- comparison, coverage, status in words and cautions.
with

ward_values as (
    select * from {{ ref('int_indicators__ward_values') }}
),

ward_figures as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        ward_values.breakdown_topic,
        ward_values.breakdown_category,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        ward_values.numerator_count,
        ward_values.denominator_count,
        ward_values.denominator_source,
        ward_values.denominator_edition,
        ward_values.denominator_base,
        ward_values.denominator_reference_date,
        ward_values.denominator_ward_fit,
        ward_values.is_denominator_rolled_on,
        cast(round(ward_values.indicator_value, 6) as decimal(9, 6))
            as indicator_value,
        comparisons.lower_95_rate,
        comparisons.upper_95_rate,
        comparisons.lower_998_rate,
        comparisons.upper_998_rate,
        ward_values.value_status,
        case
            when ward_values.value_status = 'not_available'
                then ward_values.status_reason
            else statuses.status_label
        end as status_reason,
        cast(round(comparisons.council_value, 6) as decimal(9, 6)) as council_value,
        comparisons.comparison_code,
        comparisons.comparison_label,
        comparisons.phi as funnel_phi,
        comparisons.tau2 as funnel_tau2,
        comparisons.funnel_lower_95,
        comparisons.funnel_upper_95,
        comparisons.funnel_lower_998,
        comparisons.funnel_upper_998,
        comparisons.need_rank,
        comparisons.ranked_wards_count,
        ward_values.children_due_count,
        cast(round(ward_values.coverage_rate, 6) as decimal(9, 6)) as coverage_rate,
        case
            when not ward_values.has_coverage_source then 'not_applicable'
            when not ward_values.is_coverage_available then 'not_available'
            when ward_values.coverage_rate is null then 'missing'
            else 'observed'
        end as coverage_status,
        ward_values.is_above_denominator,
        -- Take-up is counted itself, a gap is what the eligible leave over.
        case
            when ward_values.signed_numerator_count < 0
                then
                    ward_values.denominator_count - ward_values.signed_numerator_count
            when ward_values.is_above_denominator then ward_values.numerator_count
        end as taking_up_count,
        ward_values.is_score_period,
        ward_values.is_recut,
        ward_values.is_synthetic,
        indicators.claim_level,
        cautions.caution_codes,
        cautions.caution
    from ward_values
    inner join {{ ref('policy_indicators') }} as indicators
        on ward_values.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_periods') }} as periods
        on ward_values.period_code = periods.period_code
    inner join {{ ref('ref_value_statuses') }} as statuses
        on ward_values.value_status = statuses.value_status
    inner join {{ ref('int_indicators__cautions') }} as cautions
        on
            ward_values.ward_code = cautions.ward_code
            and ward_values.indicator_code = cautions.indicator_code
            and ward_values.period_code = cautions.period_code
            and ward_values.breakdown_topic = cautions.breakdown_topic
            and ward_values.breakdown_category = cautions.breakdown_category
    left join {{ ref('int_indicators__comparisons') }} as comparisons
        on
            ward_values.ward_code = comparisons.ward_code
            and ward_values.indicator_code = comparisons.indicator_code
            and ward_values.period_code = comparisons.period_code
            and ward_values.breakdown_topic = comparisons.breakdown_topic
            and ward_values.breakdown_category = comparisons.breakdown_category
)

select * from ward_figures
