with

rank_moves as (
    select
        compared.local_authority_code,
        compared.ward_code,
        causes.cause_code,
        causes.cause_label,
        compared.previous_publication_code,
        periods.periods_from,
        periods.periods_to,
        compared.rank_from,
        compared.rank_to,
        compared.ranked_wards_count,
        compared.rank_to - compared.rank_from as whole_rank_change_count,
        round(parts.rank_change_count, 6) as rank_change_count,
        case
            when compared.rank_from is null or compared.rank_to is null
                then 'not_applicable'
            when parts.rank_change_count is null then 'not_available'
            else 'observed'
        end as move_status,
        compared.is_synthetic,
        claims.claim_level,
        concat_ws(
            ' ',
            case when compared.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case
                when parts.rank_change_count is null then texts.not_usable_text
            end,
            texts.relative_rank_text,
            texts.moves_are_of_figures_text,
            texts.no_family_voice_text
        ) as caution
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    cross join {{ ref('ref_move_causes') }} as causes
    cross join {{ ref('int_need__rank_change_periods') }} as periods
    cross join {{ ref('int_policy__caution_texts') }} as texts
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'rank_move'
    left join {{ ref('int_need__rank_change_parts') }} as parts
        on
            compared.ward_code = parts.ward_code
            and causes.cause_code = parts.cause_code
)

select
    local_authority_code,
    ward_code,
    cause_code,
    cause_label,
    previous_publication_code,
    periods_from,
    periods_to,
    rank_from,
    rank_to,
    ranked_wards_count,
    whole_rank_change_count,
    rank_change_count,
    move_status,
    is_synthetic,
    claim_level,
    caution
from rank_moves
