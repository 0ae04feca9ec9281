with

finding_counts as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        column_name,
        reason_code,
        consequence,
        reason_text,
        cast(count(*) as integer) as row_count
    from {{ ref('int_quality__findings') }}
    group by
        dataset_code,
        local_authority_code,
        period_code,
        column_name,
        reason_code,
        consequence,
        reason_text
)

select
    findings.dataset_code,
    datasets.dataset_title,
    findings.local_authority_code,
    councils.local_authority_name,
    findings.period_code,
    periods.period_label,
    findings.column_name,
    findings.reason_code,
    findings.consequence,
    findings.row_count,
    findings.reason_text,
    coalesce(row_accounts.is_synthetic, false) as is_synthetic,
    claims.claim_level,
    {{ caution_codes('data_quality') }} as caution_codes,
    {{ caution_text('data_quality') }} as caution
from finding_counts as findings
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('governance_datasets') }} as datasets
    on findings.dataset_code = datasets.dataset_code
left join {{ ref('ref_local_authorities') }} as councils
    on findings.local_authority_code = councils.local_authority_code
left join {{ ref('ref_periods') }} as periods
    on findings.period_code = periods.period_code
left join {{ ref('int_linked__row_accounts') }} as row_accounts
    on
        findings.dataset_code = row_accounts.dataset_code
        and findings.local_authority_code = row_accounts.local_authority_code
        and findings.period_code = row_accounts.period_code
