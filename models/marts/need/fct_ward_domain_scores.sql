with

domain_scores as (
    select
        scores.*,
        domains.domain_label,
        coalesce(periods.data_periods, texts.nothing_supplied_text) as data_periods,
        claims.claim_level,
        concat_ws(
            ' ',
            case when scores.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case
                when scores.is_partial or not scores.is_ranked
                    then texts.not_usable_text
            end,
            case when scores.is_low_coverage then texts.low_coverage_text end,
            texts.relative_rank_text
        ) as caution
    from {{ ref('int_need__domain_scores') }} as scores
    inner join {{ ref('policy_domains') }} as domains
        on scores.domain_code = domains.domain_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_need__periods') }} as periods
        on scores.ward_code = periods.ward_code
)

select
    local_authority_code,
    ward_code,
    domain_code,
    domain_label,
    cast(round(mean_score, 6) as decimal(12, 6)) as mean_score,
    cast(domain_rank as integer) as domain_rank,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    cast(round(domain_score, 6) as decimal(12, 6)) as domain_score,
    cast(round(known_weight_share, 6) as decimal(9, 6)) as known_weight_rate,
    is_partial,
    is_ranked,
    is_in_worst_share,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from domain_scores
