with

entries as (
    select * from {{ ref('int_quality__directory_entries') }}
),

figures as (
    select
        findings.*,
        entries.place_name,
        coalesce(entries.place_kind, 'setting') as place_kind
    from {{ ref('int_quality__directory_findings') }} as findings
    left join entries
        on
            findings.dataset_code = entries.dataset_code
            and findings.local_authority_code = entries.local_authority_code
            and findings.place_code = entries.place_code
    qualify row_number() over (
        partition by
            findings.check_code,
            findings.dataset_code,
            findings.local_authority_code,
            findings.place_code
        order by findings.found_value, findings.other_value
    ) = 1
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.check_code,
    checks.check_label,
    cast(checks.check_order as integer) as check_order,
    figures.dataset_code,
    datasets.dataset_title,
    figures.period_code,
    periods.period_label,
    figures.place_kind,
    figures.place_code,
    figures.place_name,
    figures.found_value,
    figures.other_value,
    cast(count(*) over (
        partition by
            figures.local_authority_code, figures.check_code, figures.dataset_code
    ) as integer) as found_count,
    checks.reason as why_text,
    checks.to_do_text,
    owners.dataset_code as back_to_dataset_code,
    owners.owner_team,
    owners.owner_mailbox,
    owners.owner_telephone,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('directory_findings') }} as caution_codes,
    {{ caution_text('directory_findings') }} as caution
from figures
inner join {{ ref('policy_directory_checks') }} as checks
    on figures.check_code = checks.check_code
inner join {{ ref('ref_local_authorities') }} as councils
    on
        figures.local_authority_code = councils.local_authority_code
        and councils.is_served
inner join {{ ref('governance_datasets') }} as datasets
    on figures.dataset_code = datasets.dataset_code
inner join {{ ref('governance_datasets') }} as owners
    on coalesce(checks.back_to_dataset_code, figures.dataset_code) = owners.dataset_code
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
