select
    local_authority_code,
    setting_code,
    funded_age,
    funded_age_label,
    age_order,
    period_code,
    offers_funded,
    funded_places_count,
    funded_places_status,
    free_places_count,
    free_places_status,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_setting_funded_ages') }}
order by local_authority_code, setting_code, funded_age
