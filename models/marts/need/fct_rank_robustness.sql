with

rank_robustness as (
    select
        scores.local_authority_code,
        variants.variant_code,
        variants.variant_label,
        scores.ward_code,
        scores.need_rank,
        ranks.variant_rank,
        ranks.variant_rank - scores.need_rank as rank_change,
        scores.ranked_wards_count,
        scores.is_in_top_k,
        coalesce(ranks.variant_rank <= scores.top_k_count, false)
            as is_in_variant_top_k,
        scores.top_k_count,
        case
            when ranks.variant_rank is null then 'not_available'
            else scores.score_status
        end as score_status,
        scores.data_periods,
        scores.is_synthetic,
        scores.claim_level,
        concat_ws(' ', scores.caution, texts.other_method_text) as caution
    from {{ ref('fct_ward_need_scores') }} as scores
    cross join {{ ref('policy_robustness_variants') }} as variants
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_need__variant_ranks') }} as ranks
        on
            scores.ward_code = ranks.ward_code
            and variants.variant_code = ranks.variant_code
)

select
    local_authority_code,
    variant_code,
    variant_label,
    ward_code,
    need_rank,
    variant_rank,
    rank_change,
    ranked_wards_count,
    is_in_top_k,
    is_in_variant_top_k,
    top_k_count,
    score_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from rank_robustness
