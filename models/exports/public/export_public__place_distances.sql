select
    origin_kind,
    origin_code,
    origin_name,
    place_kind,
    nearest_order,
    place_name,
    place_type_label,
    cast(distance_kilometres as double) as distance_kilometres,
    local_authority_code,
    place_code,
    place_type_code,
    period_code,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_public_place_distances') }}
order by
    origin_kind, origin_code, place_kind, place_type_code, nearest_order
