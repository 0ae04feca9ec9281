select
    origin_kind,
    origin_code,
    origin_name,
    place_kind,
    nearest_order,
    place_name,
    place_type_label,
    distance_kilometres,
    local_authority_code,
    local_authority_name,
    place_code,
    setting_code,
    service_code,
    place_type_code,
    period_code,
    period_label,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_public_place_distances') }}
order by
    origin_kind, origin_code, place_kind, place_type_code, nearest_order
