select
    local_authority_code,
    local_authority_name,
    postcode_district,
    postcode_inward,
    ward_code,
    ward_name,
    period_code,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_public_postcode_wards') }}
order by postcode_district, postcode_inward
