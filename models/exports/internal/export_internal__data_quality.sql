select
    dataset_code,
    local_authority_code,
    period_code,
    column_name,
    reason_code,
    consequence,
    cast(row_count as integer) as row_count,
    reason_text,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_data_quality') }}
order by
    dataset_code,
    local_authority_code,
    period_code,
    column_name,
    reason_code
