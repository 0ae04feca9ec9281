select
    local_authority_code,
    setting_type_code,
    setting_type_label,
    place_status,
    place_status_label,
    is_in_ward,
    is_open,
    register_status,
    is_early_years_place,
    period_code,
    settings_count,
    settings_with_places_count,
    places_count,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_setting_placement') }}
order by
    local_authority_code, setting_type_code, place_status, is_in_ward, is_open,
    register_status, is_early_years_place
