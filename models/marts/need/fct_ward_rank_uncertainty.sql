with

settings as (
    select * from {{ ref('int_policy__settings') }}
),

rank_uncertainty as (
    select
        scores.local_authority_code,
        scores.ward_code,
        noises.noise_code,
        noises.noise_label,
        scores.need_rank,
        scores.ranked_wards_count,
        ranks.median_rank,
        ranks.rank_low,
        ranks.rank_high,
        settings.rank_interval_rate,
        ranks.top_k_probability_rate,
        scores.top_k_count,
        ranks.draws_count,
        scores.score_status,
        scores.data_periods,
        scores.is_synthetic,
        scores.claim_level,
        concat_ws(' ', scores.caution, texts.interval_scope_text) as caution
    from {{ ref('fct_ward_need_scores') }} as scores
    cross join {{ ref('policy_rank_noises') }} as noises
    cross join settings
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_need__ward_ranks') }} as ranks
        on
            scores.ward_code = ranks.ward_code
            and noises.noise_code = ranks.noise_code
)

select
    local_authority_code,
    ward_code,
    noise_code,
    noise_label,
    need_rank,
    ranked_wards_count,
    median_rank,
    rank_low,
    rank_high,
    cast(rank_interval_rate as decimal(9, 6)) as rank_interval_rate,
    top_k_probability_rate,
    top_k_count,
    draws_count,
    score_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from rank_uncertainty
