select
    findings.dataset_code,
    findings.local_authority_code,
    findings.period_code,
    findings.column_name,
    findings.reason_code,
    findings.consequence,
    cast(findings.row_count as integer) as row_count,
    findings.reason_text,
    findings.is_synthetic,
    findings.claim_level,
    findings.caution
from {{ ref('fct_data_quality') }} as findings
order by
    findings.dataset_code,
    findings.local_authority_code,
    findings.period_code,
    findings.column_name,
    findings.reason_code
