with

-- A variant that turns on another nation's indicators says nothing here.
variants_of_nation as (
    select
        scenarios.scenario_code as variant_code,
        councils.local_authority_code
    from {{ ref('policy_scenarios') }} as scenarios
    left join {{ ref('policy_indicators') }} as indicators
        on scenarios.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            councils.is_served
            and {{ is_of_nation(
                'indicators.code_letters', 'councils.local_authority_code'
            ) }}
    where scenarios.scenario_kind = 'variant'
    group by scenarios.scenario_code, councils.local_authority_code
),

rank_robustness as (
    select
        scores.*,
        variants.variant_code,
        variants.variant_label,
        ranks.need_rank as variant_rank,
        ranks.need_rank - scores.need_rank as rank_change,
        coalesce(ranks.need_rank <= scores.top_k_count, false)
            as is_in_variant_top_k,
        case
            when ranks.need_rank is null then 'not_available'
            else scores.score_status
        end as variant_status,
        {{ caution_codes('rank_robustness') }} as variant_caution_codes,
        {{ caution_text('rank_robustness') }} as variant_caution
    from {{ ref('fct_ward_need_scores') }} as scores
    inner join variants_of_nation
        on scores.local_authority_code = variants_of_nation.local_authority_code
    inner join {{ ref('int_policy__variants') }} as variants
        on variants_of_nation.variant_code = variants.variant_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_need__scenario_ranks') }} as ranks
        on
            scores.ward_code = ranks.ward_code
            and ranks.scenario_kind = 'variant'
            and variants.variant_code = ranks.scenario_code
)

select
    local_authority_code,
    local_authority_name,
    variant_code,
    variant_label,
    ward_code,
    ward_name,
    need_rank,
    cast(variant_rank as integer) as variant_rank,
    cast(rank_change as integer) as rank_change,
    ranked_wards_count,
    is_in_top_k,
    is_in_variant_top_k,
    top_k_count,
    variant_status as score_status,
    data_periods,
    is_synthetic,
    claim_level,
    variant_caution_codes as caution_codes,
    variant_caution as caution
from rank_robustness
