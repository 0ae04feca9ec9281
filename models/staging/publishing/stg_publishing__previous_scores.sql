select
    publication_code,
    local_authority_code,
    ward_code,
    cast(need_rank as integer) as need_rank,
    cast(rank_low as integer) as rank_low,
    cast(rank_high as integer) as rank_high
from {{ ref('landed_previous_scores') }}
