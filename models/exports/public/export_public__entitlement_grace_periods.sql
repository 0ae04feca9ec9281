select
    code_letters,
    code_ends_from_date,
    code_ends_to_date,
    code_ends_period,
    place_kept_until_date,
    grace_text,
    official_source,
    source_address,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_entitlement_grace_periods') }}
order by code_letters, code_ends_from_date
