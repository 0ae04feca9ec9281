-- Beside the parts of the score stands what its residents lead one to expect, which has
-- no part in the score.
with

scores as (
    select
        expected.*,
        scored.shrunk_rate,
        scored.ward_trust,
        scored.need_rank,
        scored.ranked_wards_count,
        scored.transformed_score,
        scored.is_low_coverage,
        scored.is_small,
        scored.contribution_score,
        case
            when scored.ward_code is null then expected.expected_status
            else 'observed'
        end as value_status
    from {{ ref('int_similar_wards__findings') }} as expected
    left join {{ ref('int_need__indicator_scores') }} as scored
        on
            expected.ward_code = scored.ward_code
            and expected.indicator_code = scored.indicator_code
),

indicator_scores as (
    select
        scores.*,
        wards.local_authority_name,
        wards.ward_name,
        indicators.indicator_label,
        indicators.domain_code,
        domains.domain_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        findings.finding_label,
        claims.claim_level,
        {{ caution_codes('ward_indicator_scores') }} as caution_codes,
        {{ caution_text('ward_indicator_scores') }} as caution,
        expected_claims.claim_level as expected_claim_level,
        {{ caution_codes('ward_expected_values') }} as expected_caution_codes,
        {{ caution_text('ward_expected_values') }} as expected_caution
    from scores
    cross join {{ ref('int_policy__caution_texts') }} as texts
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    inner join {{ ref('policy_claims') }} as expected_claims
        on expected_claims.subject_code = 'expected_value'
    left join {{ ref('int_geography__ward_names') }} as wards
        on scores.ward_code = wards.ward_code
    left join {{ ref('policy_indicators') }} as indicators
        on scores.indicator_code = indicators.indicator_code
    left join {{ ref('policy_domains') }} as domains
        on indicators.domain_code = domains.domain_code
    left join {{ ref('ref_periods') }} as periods
        on scores.period_code = periods.period_code
    left join {{ ref('policy_findings') }} as findings
        on
            scores.finding_code = findings.finding_code
            and findings.finding_set = 'expected_value'
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on scores.indicator_code = fixed_cautions.indicator_code
)

select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    indicator_code,
    indicator_label,
    domain_code,
    domain_label,
    period_code,
    period_label,
    period_start_date,
    period_end_date,
    cast(numerator_count as integer) as numerator_count,
    cast(denominator_count as integer) as denominator_count,
    cast(round(indicator_value, 6) as double) as value,
    value_status,
    'rate' as value_unit,
    cast(round(shrunk_rate, 6) as double) as shrunk_value,
    cast(round(ward_trust, 6) as double) as ward_weight_rate,
    cast(need_rank as integer) as need_rank,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    cast(round(transformed_score, 6) as double) as transformed_score,
    cast(round(contribution_score, 6) as double) as contribution_score,
    cast(fitted_wards_count as integer) as fitted_wards_count,
    cast(round(skill_rate, 6) as double) as expected_skill_rate,
    cast(round(expected_value, 6) as double) as expected_value,
    cast(round(lower_95_value, 6) as double) as expected_lower_95,
    cast(round(upper_95_value, 6) as double) as expected_upper_95,
    expected_status,
    cast(round(difference_value, 6) as double) as difference_value,
    cast(round(named_at_or_below_value, 6) as double) as named_at_or_below_value,
    cast(round(named_at_or_above_value, 6) as double) as named_at_or_above_value,
    cast(round(
        least(
            expected_value - named_at_or_below_value,
            named_at_or_above_value - expected_value
        ),
        6
    ) as double) as smallest_difference_value,
    cast(greatest(round(p_value, 6), 0.000001) as double) as p_value,
    cast(greatest(round(adjusted_p_value, 6), 0.000001) as double)
        as adjusted_p_value,
    finding_code,
    finding_label,
    is_synthetic,
    claim_level,
    caution_codes,
    caution,
    expected_claim_level,
    expected_caution_codes,
    expected_caution
from indicator_scores
