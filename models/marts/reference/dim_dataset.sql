-- What a dataset is, whose it is, under what it may be used and kept, what is held of
-- it and when more is due, and whom to call.
with

-- An agreement that ended and was made again has two rows: the last one holds.
agreements as (
    select * from {{ ref('governance_agreements') }}
    qualify row_number() over (partition by dataset_code order by from_date desc) = 1
),

-- Of all councils that the database serves.
held_periods as (
    select
        arrivals.dataset_code,
        min_by(periods.period_label, periods.start_date) as first_period_label,
        max_by(periods.period_label, periods.start_date) as last_period_label
    from {{ ref('int_quality__arrivals') }} as arrivals
    inner join {{ ref('ref_periods') }} as periods
        on arrivals.period_code = periods.period_code
    where arrivals.is_held
    group by arrivals.dataset_code
),

next_arrivals as (
    select
        dataset_code,
        max(last_received_date) as last_received_date,
        min(expected_date) as next_due_date
    from {{ ref('int_quality__next_arrivals') }}
    group by dataset_code
),

datasets as (
    select
        datasets.dataset_code,
        datasets.dataset_title,
        datasets.dataset_description,
        datasets.coverage_text,
        datasets.publisher_name,
        datasets.grain,
        arrivals.cadence_label,
        held_periods.first_period_label,
        held_periods.last_period_label,
        next_arrivals.last_received_date,
        next_arrivals.next_due_date,
        datasets.licence,
        datasets.licence_class,
        datasets.attribution,
        datasets.obtained_text,
        datasets.contains_personal_data,
        agreements.agreement_title,
        agreements.lawful_basis,
        agreements.article_9_condition,
        agreements.from_date as agreement_from_date,
        agreements.to_date as agreement_to_date,
        retention.keep_days as kept_days_count,
        retention.reason as kept_reason,
        datasets.owner_team,
        datasets.owner_mailbox,
        datasets.owner_telephone,
        steps.step_label as obtaining_step_label,
        steps.responsible_team as obtaining_team,
        steps.responsible_mailbox as obtaining_mailbox,
        steps.responsible_telephone as obtaining_telephone,
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
    left join held_periods on datasets.dataset_code = held_periods.dataset_code
    left join next_arrivals on datasets.dataset_code = next_arrivals.dataset_code
)

select
    dataset_code,
    dataset_title,
    dataset_description,
    coverage_text,
    publisher_name,
    grain,
    cadence_label,
    first_period_label,
    last_period_label,
    last_received_date,
    next_due_date,
    licence,
    licence_class,
    attribution,
    obtained_text,
    contains_personal_data,
    agreement_title,
    lawful_basis,
    article_9_condition,
    agreement_from_date,
    agreement_to_date,
    kept_days_count,
    kept_reason,
    owner_team,
    owner_mailbox,
    owner_telephone,
    obtaining_step_label,
    obtaining_team,
    obtaining_mailbox,
    obtaining_telephone,
    comes_with_tool,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from datasets
