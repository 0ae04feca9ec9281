with

{{ rank_change_moves() }},

{{ rank_change_sentences('moves') }},

rank_changes as (
    select
        compared.local_authority_code,
        wards.local_authority_name,
        compared.ward_code,
        wards.ward_name,
        causes.cause_code,
        causes.cause_label,
        compared.previous_publication_code,
        compared.periods_from,
        compared.periods_to,
        compared.rank_from,
        compared.rank_to,
        compared.ranked_wards_count,
        compared.rank_to - compared.rank_from as whole_rank_change,
        round(parts.rank_change_count, 6) as rank_change,
        round(parts.council_rank_change_count, 6) as council_rank_change,
        sentences.indicator_code,
        sentences.indicator_label,
        sentences.previous_rank_low,
        sentences.previous_rank_high,
        sentences.rank_low,
        sentences.rank_high,
        sentences.is_more_than_chance,
        sentences.change_text,
        sentences.list_text,
        case
            when compared.rank_from is null or compared.rank_to is null
                then 'not_applicable'
            when parts.rank_change_count is null then 'not_available'
            else 'observed'
        end as rank_change_status,
        compared.is_synthetic,
        claims.claim_level,
        {{ caution_codes('ward_rank_changes') }} as caution_codes,
        {{ caution_text('ward_rank_changes') }} as caution
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    cross join {{ ref('ref_rank_change_causes') }} as causes
    cross join {{ ref('int_policy__caution_texts') }} as texts
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'rank_change'
    left join {{ ref('int_geography__ward_names') }} as wards
        on compared.ward_code = wards.ward_code
    left join sentences
        on compared.ward_code = sentences.ward_code
    left join {{ ref('int_need__rank_change_parts') }} as parts
        on
            compared.ward_code = parts.ward_code
            and causes.cause_code = parts.cause_code
)

select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    cause_code,
    cause_label,
    previous_publication_code,
    periods_from,
    periods_to,
    cast(rank_from as integer) as rank_from,
    cast(rank_to as integer) as rank_to,
    cast(ranked_wards_count as integer) as ranked_wards_count,
    cast(whole_rank_change as integer) as whole_rank_change,
    cast(rank_change as double) as rank_change,
    cast(council_rank_change as double) as council_rank_change,
    rank_change_status,
    indicator_code,
    indicator_label,
    previous_rank_low,
    previous_rank_high,
    rank_low,
    rank_high,
    is_more_than_chance,
    change_text,
    list_text,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from rank_changes
