select
    publication_code,
    local_authority_code,
    ward_code,
    cast(need_rank as integer) as need_rank
from {{ ref('landed_previous_scores') }}
