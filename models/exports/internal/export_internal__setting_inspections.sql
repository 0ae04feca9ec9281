select
    local_authority_code,
    setting_code,
    regime_code,
    regime_label,
    judgement_code,
    judgement_label,
    judgement_order,
    period_code,
    inspection_date,
    inspection_date_status,
    published_outcome,
    outcome_code,
    outcome_label,
    outcome_status,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_setting_inspections') }}
order by local_authority_code, setting_code, judgement_code
