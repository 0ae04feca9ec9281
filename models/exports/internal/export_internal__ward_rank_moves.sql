select
    moves.local_authority_code,
    wards.local_authority_name,
    moves.ward_code,
    wards.ward_name,
    moves.cause_code,
    moves.cause_label,
    moves.previous_publication_code,
    moves.periods_from,
    moves.periods_to,
    moves.rank_from,
    moves.rank_to,
    moves.ranked_wards_count,
    moves.whole_rank_change_count,
    moves.rank_change_count,
    moves.move_status,
    moves.is_synthetic,
    moves.claim_level,
    moves.caution
from {{ ref('fct_ward_rank_moves') }} as moves
inner join {{ ref('dim_ward') }} as wards
    on moves.ward_code = wards.ward_code
order by moves.ward_code, moves.cause_code
