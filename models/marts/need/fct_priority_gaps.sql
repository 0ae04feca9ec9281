with

service_wards as (
    select * from {{ ref('int_provision__service_wards') }}
),

wards_with_need as (
    select
        service_wards.*,
        scores.need_rank,
        scores.ranked_wards_count,
        scores.median_rank,
        scores.rank_low,
        scores.rank_high,
        scores.top_k_probability_rate,
        scores.is_in_top_k,
        case when scores.need_rank is not null then scores.is_in_top_k end
            as is_known_in_top_k,
        scores.top_k_count,
        scores.volume_need_count,
        scores.score_status,
        scores.data_periods,
        scores.claim_level,
        scores.caution as score_caution,
        scores.is_synthetic as is_score_synthetic,
        service_wards.is_synthetic or scores.is_synthetic as is_any_synthetic,
        coalesce(certainties.certainty_code, 'not_available') as certainty_code,
        certainties.certainty_label
    from service_wards
    inner join {{ ref('fct_ward_need_scores') }} as scores
        on service_wards.ward_code = scores.ward_code
    left join {{ ref('policy_need_certainties') }} as certainties
        on
            scores.top_k_probability_rate >= certainties.probability_from
            and scores.top_k_probability_rate < certainties.probability_below
),

priority_gaps as (
    select
        wards.*,
        gaps.gap_code,
        gaps.gap_label,
        coalesce(wards.certainty_code = gaps.clear_certainty_code, false) as is_clear,
        concat_ws(
            ' ',
            case
                when wards.is_synthetic and not wards.is_score_synthetic
                    then texts.synthetic_text
            end,
            wards.score_caution,
            texts.cause_unknown_text,
            case
                when gaps.gap_code = 'prioritised_not_in_top_k'
                    then texts.prioritised_not_in_list_text
            end,
            case
                when wards.certainty_code = 'could_be_either'
                    then texts.could_be_either_text
            end
        ) as caution
    from wards_with_need as wards
    left join {{ ref('policy_priority_gaps') }} as gaps
        on
            wards.is_known_in_top_k = gaps.is_in_top_k
            and wards.is_prioritised = gaps.is_prioritised
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    service_code,
    service_name,
    ward_code,
    list_period_code,
    as_of_date,
    is_prioritised,
    basis,
    need_rank,
    ranked_wards_count,
    median_rank,
    rank_low,
    rank_high,
    top_k_probability_rate,
    certainty_code,
    certainty_label,
    is_in_top_k,
    top_k_count,
    gap_code,
    gap_label,
    is_clear,
    volume_need_count,
    score_status,
    data_periods,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution
from priority_gaps
