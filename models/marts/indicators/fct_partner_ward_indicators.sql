with

totals as (
    select
        totals.*,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        comparisons.lower_95_rate,
        comparisons.upper_95_rate,
        comparisons.comparison_code,
        comparisons.comparison_label,
        -- What is said of a hidden pair must not be read off its counts.
        case
            when not totals.is_suppressed then cautions.caution_codes
            else {{ caution_codes('hidden_partner_figures') }}
        end as caution_codes,
        case
            when not totals.is_suppressed then cautions.caution
            else {{ caution_text('hidden_partner_figures') }}
        end as caution
    from {{ ref('int_disclosure__ward_totals') }} as totals
    inner join {{ ref('ref_periods') }} as periods
        on totals.period_code = periods.period_code
    inner join {{ ref('int_indicators__cautions') }} as cautions
        on
            totals.ward_code = cautions.ward_code
            and totals.indicator_code = cautions.indicator_code
            and totals.period_code = cautions.period_code
            and totals.breakdown_topic = cautions.breakdown_topic
            and totals.breakdown_category = cautions.breakdown_category
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_indicators__comparisons') }} as comparisons
        on
            totals.ward_code = comparisons.ward_code
            and totals.indicator_code = comparisons.indicator_code
            and totals.period_code = comparisons.period_code
            and totals.breakdown_topic = comparisons.breakdown_topic
            and totals.breakdown_category = comparisons.breakdown_category
),

partner_figures as (
    select
        *,
        case
            when is_suppressed then 'suppressed'
            when value_status = 'observed' and is_above_denominator
                then 'above_denominator'
            else value_status
        end as partner_status
    from totals
    where is_for_partners
)

select
    local_authority_code,
    ward_code,
    indicator_code,
    period_code,
    period_start_date,
    period_end_date,
    case when not is_suppressed then numerator_count end as numerator_count,
    case when not is_suppressed then denominator_count end as denominator_count,
    denominator_source,
    denominator_edition,
    cast(round(
        case when not is_suppressed then indicator_value end, 6
    ) as decimal(9, 6)) as value,
    'rate' as value_unit,
    case when not is_suppressed then lower_95_rate end as lower_95,
    case when not is_suppressed then upper_95_rate end as upper_95,
    partner_status as value_status,
    case when not is_suppressed then comparison_code end as comparison_code,
    case when not is_suppressed then comparison_label end as comparison_label,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from partner_figures
