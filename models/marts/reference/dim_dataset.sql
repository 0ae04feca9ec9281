-- Whose data a dataset is, under what it may be used and kept, and whom to ask.
with

-- An agreement that ended and was made again has two rows: the last one holds.
agreements as (
    select * from {{ ref('governance_agreements') }}
    qualify row_number() over (partition by dataset_code order by from_date desc) = 1
),

datasets as (
    select
        datasets.dataset_code,
        datasets.dataset_title,
        datasets.publisher_name,
        datasets.grain,
        arrivals.cadence_label,
        datasets.licence,
        datasets.contains_personal_data,
        agreements.agreement_title,
        agreements.lawful_basis,
        agreements.from_date as agreement_from_date,
        agreements.to_date as agreement_to_date,
        retention.keep_days as kept_days_count,
        retention.reason as kept_reason,
        datasets.owner_team,
        datasets.owner_mailbox,
        steps.step_label as obtaining_step_label,
        steps.responsible_team as obtaining_team,
        steps.responsible_mailbox as obtaining_mailbox,
        datasets.comes_with_tool,
        -- What is said of a dataset is nobody's data: nothing here is made up.
        false as is_synthetic,
        claims.claim_level,
        {{ caution_codes('definitions') }} as caution_codes,
        {{ caution_text('definitions') }} as caution
    from {{ ref('governance_datasets') }} as datasets
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'definition'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('governance_arrivals') }} as arrivals
        on datasets.dataset_code = arrivals.dataset_code
    left join {{ ref('governance_responsibilities') }} as steps
        on arrivals.step_code = steps.step_code
    left join agreements on datasets.dataset_code = agreements.dataset_code
    left join {{ ref('governance_retention') }} as retention
        on datasets.dataset_code = retention.what
)

select
    dataset_code,
    dataset_title,
    publisher_name,
    grain,
    cadence_label,
    licence,
    contains_personal_data,
    agreement_title,
    lawful_basis,
    agreement_from_date,
    agreement_to_date,
    kept_days_count,
    kept_reason,
    owner_team,
    owner_mailbox,
    obtaining_step_label,
    obtaining_team,
    obtaining_mailbox,
    comes_with_tool,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from datasets
