with

domain_scores as (
    select
        scores.local_authority_code,
        wards.local_authority_name,
        scores.ward_code,
        wards.ward_name,
        scores.domain_code,
        domains.domain_label,
        scores.mean_score,
        scores.domain_rank,
        scores.ranked_wards_count,
        scores.domain_score,
        scores.known_weight_share,
        scores.is_partial,
        scores.is_ranked,
        scores.is_in_worst_share,
        coalesce(periods.data_periods, texts.nothing_supplied_text) as data_periods,
        scores.is_synthetic,
        claims.claim_level,
        {{ caution_codes('ward_domain_scores') }} as caution_codes,
        {{ caution_text('ward_domain_scores') }} as caution
    from {{ ref('int_need__domain_scores') }} as scores
    inner join {{ ref('policy_domains') }} as domains
        on scores.domain_code = domains.domain_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_geography__ward_names') }} as wards
        on scores.ward_code = wards.ward_code
    left join {{ ref('int_need__periods') }} as periods
        on scores.ward_code = periods.ward_code
)

select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    domain_code,
    domain_label,
    cast(round(mean_score, 6) as double) as mean_score,
    cast(domain_rank as integer) as domain_rank,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    cast(round(domain_score, 6) as double) as domain_score,
    cast(round(known_weight_share, 6) as double) as known_weight_rate,
    is_partial,
    is_ranked,
    is_in_worst_share,
    data_periods,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from domain_scores
