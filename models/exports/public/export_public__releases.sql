select
    local_authority_code,
    local_authority_name,
    release_code,
    software_version,
    as_of_date,
    as_of_text,
    oldest_period_label,
    newest_period_label,
    newest_period_end_date,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('fct_releases') }}
order by local_authority_code
