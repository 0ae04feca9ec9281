-- Beside each score: how sure its rank is, and its residents' segment (no part of it).
with

segment_periods as (
    select
        min(period_code) as segment_first_period_code,
        max(period_code) as segment_last_period_code,
        cast(count(*) as integer) as segment_variables_count
    from {{ ref('policy_context_variables') }}
    where used_for = 'segments'
),

fitted_councils as (
    select distinct local_authority_code
    from {{ ref('ref_segment_ranges') }}
),

scores as (
    select
        ward_scores.*,
        bands.band_code,
        bands.band_label,
        {{ prefixed_columns('assigned', [
            'segment_code', 'segment_distance', 'second_segment_code',
            'second_segment_distance', 'distance_gap'
        ]) }},
        coalesce(assigned.is_synthetic, false) as is_segment_synthetic
    from {{ ref('int_need__ward_scores') }} as ward_scores
    left join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'need'
            and {{ is_in_quantile(
                'ward_scores.need_rank', 'ward_scores.ranked_wards_count',
                'bands.value_from', 'bands.value_to', '100'
            ) }}
    left join {{ ref('int_similar_wards__segments') }} as assigned
        on ward_scores.ward_code = assigned.ward_code
),

need_scores as (
    select
        scores.*,
        {{ prefixed_columns('sentences', [
            'local_authority_name', 'ward_name', 'certainty_code', 'certainty_label',
            'headline_text', 'rank_text', 'range_text', 'chance_text', 'volume_text',
            'unranked_reason'
        ]) }},
        wards.locality_name,
        ranks.median_rank,
        ranks.rank_low,
        ranks.rank_high,
        numbers.rank_interval_rate,
        ranks.top_k_probability_rate,
        ranks.draws_count,
        weights_ranks.median_rank as weights_median_rank,
        weights_ranks.rank_low as weights_rank_low,
        weights_ranks.rank_high as weights_rank_high,
        weights_ranks.top_k_probability_rate as weights_top_k_probability_rate,
        case
            when not scores.is_ranked then 'not_available'
            when scores.is_partial then 'partial'
            else 'observed'
        end as score_status,
        coalesce(periods.data_periods, texts.nothing_supplied_text) as data_periods,
        coalesce(periods.data_periods_text, texts.nothing_supplied_text)
            as data_periods_text,
        segments.segment_label,
        segment_periods.*,
        second_segments.segment_label as second_segment_label,
        case when scores.segment_code is null then 'not_available' else 'observed' end
            as segment_status,
        claims.claim_level,
        {{ caution_codes('ward_need_scores') }} as caution_codes,
        {{ caution_text('ward_need_scores') }} as caution,
        {{ caution_codes('rank_intervals') }} as interval_caution_codes,
        {{ caution_text('rank_intervals') }} as interval_caution,
        {{ caution_codes('ward_segments') }} as segment_caution_codes,
        {{ caution_text('ward_segments') }} as segment_caution
    from scores
    cross join {{ ref('int_policy__ranking_settings') }} as numbers
    cross join {{ ref('int_policy__caution_texts') }} as texts
    cross join segment_periods
    inner join {{ ref('ref_wards') }} as wards on scores.ward_code = wards.ward_code
    inner join {{ ref('int_need__ward_sentences') }} as sentences
        on scores.ward_code = sentences.ward_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    left join {{ ref('int_need__periods') }} as periods
        on scores.ward_code = periods.ward_code
    left join {{ ref('int_need__ward_ranks') }} as ranks
        on scores.ward_code = ranks.ward_code and ranks.is_reported
    left join {{ ref('int_need__ward_ranks') }} as weights_ranks
        on scores.ward_code = weights_ranks.ward_code and not weights_ranks.is_reported
    left join fitted_councils
        on scores.local_authority_code = fitted_councils.local_authority_code
    left join {{ ref('policy_segments') }} as segments
        on scores.segment_code = segments.segment_code
    left join {{ ref('policy_segments') }} as second_segments
        on scores.second_segment_code = second_segments.segment_code
)

select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    locality_name,
    cast(need_score as double) as need_score,
    cast(need_rank as integer) as need_rank,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    median_rank,
    rank_low,
    rank_high,
    cast(rank_interval_rate as double) as rank_interval_rate,
    cast(top_k_probability_rate as double) as top_k_probability_rate,
    draws_count,
    weights_median_rank,
    weights_rank_low,
    weights_rank_high,
    cast(weights_top_k_probability_rate as double) as weights_top_k_probability_rate,
    band_code as need_band_code,
    band_label as need_band_label,
    is_in_top_k,
    top_k_count,
    certainty_code,
    certainty_label,
    is_poor_on_both,
    cast(volume_need_count as integer) as volume_need_count,
    cast(volume_need_rank as integer) as volume_need_rank,
    score_status,
    unranked_reason_code,
    unranked_reason,
    headline_text,
    rank_text,
    range_text,
    chance_text,
    volume_text,
    data_periods,
    data_periods_text,
    segment_code,
    segment_label,
    segment_first_period_code,
    segment_last_period_code,
    segment_variables_count,
    cast(round(segment_distance, 6) as double) as segment_distance,
    second_segment_code,
    second_segment_label,
    cast(round(second_segment_distance, 6) as double) as second_segment_distance,
    cast(round(distance_gap, 6) as double) as segment_distance_gap,
    segment_status,
    is_segment_synthetic,
    is_synthetic or is_segment_synthetic as is_synthetic,
    claim_level,
    caution_codes,
    caution,
    interval_caution_codes,
    interval_caution,
    segment_caution_codes,
    segment_caution
from need_scores
