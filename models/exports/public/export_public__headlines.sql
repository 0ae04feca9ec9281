select
    local_authority_code,
    local_authority_name,
    headline_code,
    headline_order,
    headline_text,
    wards_count,
    ward_names,
    data_periods_text,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_public_headlines') }}
order by local_authority_code, headline_order
