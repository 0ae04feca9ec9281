{% set values = [
    'mean_outcome_value', 'mean_take_up_value', 'lower_95_value', 'upper_95_value',
    'difference_value', 'difference_lower_95_value', 'difference_upper_95_value'
] %}

with

figures as (
    select
        limits.local_authority_code,
        limits.outcome_indicator_code,
        outcomes.indicator_label as outcome_label,
        outcomes.score_period_code as outcome_period_code,
        limits.take_up_indicator_code,
        take_up.indicator_label as take_up_label,
        gaps.score_period_code as take_up_period_code,
        limits.band_code,
        bands.band_label,
        bands.band_order,
        limits.wards_count,
        limits.taking_up_count,
        limits.eligible_count,
        {%- for value in values %}
        cast(round(limits.{{ value }}, 6) as decimal(9, 6)) as {{ value }},
        {%- endfor %}
        limits.take_up_status,
        limits.difference_status,
        limits.is_synthetic
    from {{ ref('int_associations__take_up_limits') }} as limits
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
    inner join {{ ref('policy_indicators') }} as gaps
        on entitlements.gap_indicator_code = gaps.indicator_code
)

select
    figures.local_authority_code,
    figures.outcome_indicator_code,
    figures.outcome_label,
    figures.outcome_period_code,
    figures.take_up_indicator_code,
    figures.take_up_label,
    figures.take_up_period_code,
    figures.band_code,
    figures.band_label,
    figures.band_order,
    figures.wards_count,
    figures.taking_up_count,
    figures.eligible_count,
    figures.mean_outcome_value,
    figures.mean_take_up_value,
    figures.lower_95_value,
    figures.upper_95_value,
    figures.take_up_status,
    figures.difference_value,
    figures.difference_lower_95_value,
    figures.difference_upper_95_value,
    figures.difference_status,
    figures.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when figures.is_synthetic then texts.synthetic_text end,
        texts.association_between_areas_text,
        texts.area_not_child_text,
        case when figures.take_up_status != 'observed' then texts.not_usable_text end,
        texts.different_cohorts_text,
        fixed_cautions.fixed_caution
    ) as caution
from figures
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on figures.take_up_indicator_code = fixed_cautions.indicator_code
