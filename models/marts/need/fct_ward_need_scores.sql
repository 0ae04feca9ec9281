with

scores_with_band as (
    select
        scores.*,
        bands.band_code,
        bands.band_label
    from {{ ref('int_need__ward_scores') }} as scores
    left join {{ ref('policy_need_bands') }} as bands
        on
            scores.need_rank * 100
            > bands.worst_percent_from * scores.ranked_wards_count
            and scores.need_rank * 100
            <= bands.worst_percent_to * scores.ranked_wards_count
),

need_scores as (
    select
        scores.local_authority_code,
        scores.ward_code,
        scores.need_score,
        cast(scores.need_rank as integer) as need_rank,
        cast(scores.ranked_wards_count as integer) as ranked_wards_count,
        ranks.median_rank,
        ranks.rank_low,
        ranks.rank_high,
        ranks.top_k_probability_rate,
        scores.band_code as need_band_code,
        scores.band_label as need_band_label,
        coalesce(
            case
                when tie_rules.tie_rule = 'break_by_volume'
                    then scores.need_rank_by_volume
                else scores.need_rank
            end <= numbers.top_k,
            false
        ) as is_in_top_k,
        numbers.top_k as top_k_count,
        scores.is_poor_on_both,
        scores.volume_need_count,
        cast(scores.volume_need_rank as integer) as volume_need_rank,
        case
            when not scores.is_ranked then 'not_available'
            when scores.is_partial then 'partial'
            else 'observed'
        end as score_status,
        coalesce(periods.data_periods, texts.nothing_supplied_text) as data_periods,
        scores.is_synthetic,
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
            texts.relative_rank_text,
            texts.different_cohorts_text,
            case when wards.is_at_boundary then texts.boundary_ward_text end,
            texts.no_family_voice_text
        ) as caution
    from scores_with_band as scores
    cross join {{ ref('int_policy__settings') }} as numbers
    cross join {{ ref('policy_tie_rule') }} as tie_rules
    cross join {{ ref('int_policy__caution_texts') }} as texts
    inner join {{ ref('ref_wards') }} as wards on scores.ward_code = wards.ward_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    left join {{ ref('int_need__periods') }} as periods
        on scores.ward_code = periods.ward_code
    left join {{ ref('int_need__ward_ranks') }} as ranks
        on scores.ward_code = ranks.ward_code and ranks.is_reported
)

select
    local_authority_code,
    ward_code,
    need_score,
    need_rank,
    ranked_wards_count,
    median_rank,
    rank_low,
    rank_high,
    top_k_probability_rate,
    need_band_code,
    need_band_label,
    is_in_top_k,
    top_k_count,
    is_poor_on_both,
    volume_need_count,
    volume_need_rank,
    score_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from need_scores
