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
        count(*) as row_count
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
    findings.local_authority_code,
    findings.period_code,
    findings.column_name,
    findings.reason_code,
    findings.consequence,
    findings.row_count,
    findings.reason_text,
    coalesce(row_accounts.is_synthetic, false) as is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when row_accounts.is_synthetic then texts.synthetic_text end,
        texts.extract_rows_text
    ) as caution
from finding_counts as findings
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_linked__row_accounts') }} as row_accounts
    on
        findings.dataset_code = row_accounts.dataset_code
        and findings.local_authority_code = row_accounts.local_authority_code
        and findings.period_code = row_accounts.period_code
