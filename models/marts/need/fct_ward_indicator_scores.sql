with

indicator_scores as (
    select
        scores.local_authority_code,
        scores.ward_code,
        scores.indicator_code,
        scores.period_code,
        scores.domain_code,
        scores.numerator_count,
        scores.denominator_count,
        cast(round(scores.observed_rate, 6) as decimal(9, 6)) as observed_rate,
        cast(round(scores.shrunk_rate, 6) as decimal(9, 6)) as shrunk_rate,
        cast(round(scores.ward_trust, 6) as decimal(9, 6)) as ward_weight_rate,
        cast(scores.need_rank as integer) as need_rank,
        cast(scores.ranked_wards_count as integer) as ranked_wards_count,
        cast(round(scores.transformed_score, 6) as decimal(12, 6)) as transformed_score,
        cast(round(contributions.contribution_score, 6) as decimal(12, 6))
            as contribution_score,
        scores.is_synthetic,
        claims.claim_level,
        concat_ws(
            ' ',
            case when scores.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case when scores.is_low_coverage then texts.low_coverage_text end,
            texts.relative_rank_text
        ) as caution
    from {{ ref('int_need__indicator_scores') }} as scores
    left join {{ ref('int_need__contributions') }} as contributions
        on
            scores.ward_code = contributions.ward_code
            and scores.indicator_code = contributions.indicator_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    ward_code,
    indicator_code,
    period_code,
    domain_code,
    numerator_count,
    denominator_count,
    observed_rate,
    shrunk_rate,
    ward_weight_rate,
    need_rank,
    ranked_wards_count,
    transformed_score,
    contribution_score,
    is_synthetic,
    claim_level,
    caution
from indicator_scores
