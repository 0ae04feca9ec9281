with

sums as (
    select
        local_authority_code,
        service_code,
        max(service_name) as service_name,
        max(list_period_code) as list_period_code,
        max(as_of_date) as as_of_date,
        max(data_periods) as data_periods,
        cast(count(*) as bigint) as wards_count,
        cast(count(need_rank) as bigint) as ranked_wards_count,
        count(*) filter (where is_prioritised) as prioritised_count,
        count(*) filter (where is_in_top_k) as in_top_k_count,
        count(*) filter (where gap_code = 'both') as overlap_count,
        count(*) filter (where is_prioritised or is_in_top_k) as union_count,
        count(*) filter (
            where gap_code = 'needed_not_prioritised'
        ) as needed_count,
        count(*) filter (
            where gap_code = 'needed_not_prioritised' and is_clear
        ) as clear_needed_count,
        count(*) filter (
            where gap_code = 'prioritised_not_in_top_k'
        ) as not_in_top_k_count,
        count(*) filter (
            where gap_code = 'prioritised_not_in_top_k' and is_clear
        ) as clear_not_in_top_k_count,
        sum(volume_need_count) filter (
            where gap_code = 'needed_not_prioritised'
        ) as needed_volume_count,
        sum(top_k_probability_rate) filter (
            where is_prioritised
        ) as expected_overlap_number,
        count(top_k_probability_rate) filter (
            where is_prioritised
        ) as prioritised_with_probability_count,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('fct_priority_gaps') }}
    group by local_authority_code, service_code
),

list_overlaps as (
    select
        sums.*,
        claims.claim_level,
        concat_ws(
            ' ',
            case when sums.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            texts.relative_rank_text,
            texts.cause_unknown_text
        ) as caution
    from sums
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'priority_gap'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    service_code,
    service_name,
    list_period_code,
    as_of_date,
    data_periods,
    wards_count,
    ranked_wards_count,
    prioritised_count,
    in_top_k_count,
    overlap_count,
    case
        when ranked_wards_count > 0 and union_count > 0
            then cast(round(
                cast(overlap_count as double) / union_count, 6
            ) as decimal(9, 6))
    end as jaccard_rate,
    case
        when prioritised_count = prioritised_with_probability_count
            then cast(coalesce(expected_overlap_number, 0) as decimal(12, 6))
    end as expected_overlap_number,
    needed_count,
    clear_needed_count,
    cast(needed_volume_count as bigint) as needed_volume_count,
    not_in_top_k_count,
    clear_not_in_top_k_count,
    case when ranked_wards_count > 0 then 'observed' else 'not_available' end
        as overlap_status,
    is_synthetic,
    claim_level,
    caution
from list_overlaps
