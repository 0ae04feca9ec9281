with

gaps as (
    select
        finding_code as gap_code,
        finding_label as gap_label,
        is_in_top_k,
        is_prioritised,
        clear_certainty_code
    from {{ ref('policy_findings') }}
    where finding_set = 'priority_gap'
),

wards_with_need as (
    select
        lists.local_authority_code,
        scores.local_authority_name,
        lists.service_code,
        lists.service_name,
        lists.ward_code,
        scores.ward_name,
        lists.list_period_code,
        lists.as_of_date,
        lists.is_prioritised,
        lists.basis,
        lists.is_synthetic as is_list_synthetic,
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
        scores.caution_codes as score_caution_codes,
        scores.caution as score_caution,
        scores.is_synthetic as is_score_synthetic,
        scores.certainty_code,
        scores.certainty_label
    from {{ ref('int_provision__service_wards') }} as lists
    inner join {{ ref('fct_ward_need_scores') }} as scores
        on lists.ward_code = scores.ward_code
),

priority_gaps as (
    select
        wards.*,
        gaps.gap_code,
        gaps.gap_label,
        coalesce(wards.certainty_code = gaps.clear_certainty_code, false) as is_clear,
        coalesce(gaps.gap_code = 'needed_not_prioritised', false) as is_needed,
        coalesce(gaps.gap_code = 'prioritised_not_in_top_k', false) as is_unneeded,
        wards.is_list_synthetic or wards.is_score_synthetic as is_synthetic,
        {{ caution_codes('priority_gaps') }} as caution_codes,
        {{ caution_text('priority_gaps') }} as caution
    from wards_with_need as wards
    left join gaps
        on
            wards.is_known_in_top_k = gaps.is_in_top_k
            and wards.is_prioritised = gaps.is_prioritised
    cross join {{ ref('int_policy__caution_texts') }} as texts
),

-- One row per service and council: what its whole list comes to.
lists as (
    select
        local_authority_code,
        service_code,
        count(need_rank) > 0 as has_ranks,
        count(*) filter (where is_prioritised) as prioritised_count,
        count(*) filter (where is_in_top_k) as in_top_k_count,
        count(*) filter (where gap_code = 'both') as overlap_count,
        count(*) filter (where is_prioritised or is_in_top_k) as union_count,
        count(*) filter (where is_needed) as needed_count,
        count(*) filter (where is_needed and is_clear) as clear_needed_count,
        sum(volume_need_count) filter (where is_needed) as needed_volume_count,
        count(*) filter (where is_unneeded) as not_in_top_k_count,
        count(*) filter (where is_unneeded and is_clear) as clear_not_in_top_k_count,
        sum(top_k_probability_rate) filter (where is_prioritised)
            as expected_overlap_number,
        count(top_k_probability_rate) filter (where is_prioritised)
            as prioritised_with_probability_count
    from priority_gaps
    group by local_authority_code, service_code
)

select
    gaps.local_authority_code,
    gaps.local_authority_name,
    gaps.service_code as prioritising_service_code,
    gaps.service_name as prioritising_service_name,
    gaps.ward_code,
    gaps.ward_name,
    gaps.list_period_code,
    gaps.as_of_date,
    gaps.is_prioritised,
    gaps.basis,
    gaps.need_rank,
    gaps.ranked_wards_count,
    gaps.median_rank,
    gaps.rank_low,
    gaps.rank_high,
    gaps.top_k_probability_rate,
    gaps.certainty_code,
    gaps.certainty_label,
    gaps.is_in_top_k,
    gaps.top_k_count,
    gaps.gap_code,
    gaps.gap_label,
    gaps.is_clear,
    gaps.volume_need_count,
    gaps.score_status,
    gaps.data_periods,
    cast(lists.prioritised_count as integer) as service_prioritised_count,
    cast(lists.in_top_k_count as integer) as service_in_top_k_count,
    cast(lists.overlap_count as integer) as service_overlap_count,
    case
        when lists.has_ranks and lists.union_count > 0
            then round(cast(lists.overlap_count as double) / lists.union_count, 6)
    end as service_jaccard_rate,
    case
        when lists.prioritised_count = lists.prioritised_with_probability_count
            then round(coalesce(lists.expected_overlap_number, 0), 6)
    end as service_expected_overlap_number,
    cast(lists.needed_count as integer) as service_needed_count,
    cast(lists.clear_needed_count as integer) as service_clear_needed_count,
    cast(lists.needed_volume_count as integer) as service_needed_volume_count,
    cast(lists.not_in_top_k_count as integer) as service_not_in_top_k_count,
    cast(lists.clear_not_in_top_k_count as integer)
        as service_clear_not_in_top_k_count,
    case when lists.has_ranks then 'observed' else 'not_available' end
        as service_overlap_status,
    gaps.is_synthetic,
    gaps.claim_level,
    gaps.caution_codes,
    gaps.caution
from priority_gaps as gaps
inner join lists
    on
        gaps.local_authority_code = lists.local_authority_code
        and gaps.service_code = lists.service_code
