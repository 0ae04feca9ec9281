{% set values = [
    'mean_outcome_value', 'mean_take_up_value', 'lower_95_value', 'upper_95_value',
    'difference_value', 'difference_lower_95_value', 'difference_upper_95_value'
] %}

with

figures as (
    select
        limits.local_authority_code,
        councils.local_authority_name,
        limits.outcome_indicator_code,
        outcomes.indicator_label as outcome_label,
        shown_outcomes.period_code as outcome_period_code,
        outcome_periods.period_label as outcome_period_label,
        limits.take_up_indicator_code,
        take_up.indicator_label as take_up_label,
        shown_gaps.period_code as take_up_period_code,
        take_up_periods.period_label as take_up_period_label,
        limits.band_code,
        bands.band_label,
        bands.band_order,
        limits.wards_count,
        limits.taking_up_count,
        limits.eligible_count,
        {%- for value in values %}
        cast(round(limits.{{ value }}, 6) as double) as {{ value }},
        {%- endfor %}
        limits.take_up_status,
        limits.difference_status,
        limits.is_synthetic
    from {{ ref('int_associations__take_up_limits') }} as limits
    inner join {{ ref('ref_local_authorities') }} as councils
        on limits.local_authority_code = councils.local_authority_code
    inner join {{ ref('policy_bands') }} as bands
        on
            limits.band_code = bands.band_code
            and bands.subject_code = 'outcomes'
    inner join {{ ref('policy_indicators') }} as outcomes
        on limits.outcome_indicator_code = outcomes.indicator_code
    inner join {{ ref('policy_indicators') }} as take_up
        on limits.take_up_indicator_code = take_up.indicator_code
    inner join {{ ref('policy_funded_ages') }} as entitlements
        on limits.take_up_indicator_code = entitlements.take_up_indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as shown_gaps
        on
            limits.local_authority_code = shown_gaps.local_authority_code
            and entitlements.gap_indicator_code = shown_gaps.indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as shown_outcomes
        on
            limits.local_authority_code = shown_outcomes.local_authority_code
            and limits.outcome_indicator_code = shown_outcomes.indicator_code
    inner join {{ ref('ref_periods') }} as outcome_periods
        on shown_outcomes.period_code = outcome_periods.period_code
    inner join {{ ref('ref_periods') }} as take_up_periods
        on shown_gaps.period_code = take_up_periods.period_code
)

select
    figures.local_authority_code,
    figures.local_authority_name,
    figures.outcome_indicator_code,
    figures.outcome_label,
    figures.outcome_period_code,
    figures.outcome_period_label,
    figures.take_up_indicator_code,
    figures.take_up_label,
    figures.take_up_period_code,
    figures.take_up_period_label,
    figures.band_code,
    figures.band_label,
    figures.band_order,
    cast(figures.wards_count as integer) as wards_count,
    cast(figures.taking_up_count as integer) as taking_up_count,
    cast(figures.eligible_count as integer) as eligible_count,
    figures.mean_outcome_value,
    figures.mean_take_up_value,
    figures.lower_95_value as mean_take_up_lower_95,
    figures.upper_95_value as mean_take_up_upper_95,
    figures.take_up_status,
    figures.difference_value,
    figures.difference_lower_95_value as difference_lower_95,
    figures.difference_upper_95_value as difference_upper_95,
    figures.difference_status,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('take_up_by_outcome_band') }} as caution_codes,
    {{ caution_text('take_up_by_outcome_band') }} as caution
from figures
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on figures.take_up_indicator_code = fixed_cautions.indicator_code
