with

sources_with_owner as (
    select
        arrivals.dataset_code,
        datasets.dataset_title,
        arrivals.local_authority_code,
        councils.local_authority_name,
        arrivals.cadence_label,
        case
            when arrivals.held_periods_count > 0 then 'supplied'
            else 'not_supplied'
        end as supply_status,
        cast(arrivals.held_periods_count as integer) as held_periods_count,
        arrivals.last_period_code,
        arrivals.last_period_end_date,
        arrivals.last_release_code,
        arrivals.last_received_date,
        case
            when arrivals.last_release_code is null then 'not_available'
            else 'observed'
        end as release_status,
        arrivals.missing_period_code,
        arrivals.expected_date,
        arrivals.expected_date + arrivals.late_after_days as late_after_date,
        arrivals.expected_date + arrivals.too_late_after_days as too_late_after_date,
        -- No clock has a part in it: the day of the last file that anybody sent has.
        max(arrivals.last_received_date) over () as last_sent_date,
        datasets.owner_team,
        datasets.owner_mailbox,
        steps.step_label,
        steps.responsible_team,
        steps.responsible_mailbox,
        arrivals.is_synthetic,
        claims.claim_level,
        {{ caution_codes('source_freshness') }} as caution_codes,
        {{ caution_text('source_freshness') }} as caution
    from {{ ref('int_quality__next_arrivals') }} as arrivals
    inner join {{ ref('governance_datasets') }} as datasets
        on arrivals.dataset_code = datasets.dataset_code
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('ref_local_authorities') }} as councils
        on arrivals.local_authority_code = councils.local_authority_code
    left join {{ ref('governance_responsibilities') }} as steps
        on arrivals.step_code = steps.step_code
)

select
    dataset_code,
    dataset_title,
    local_authority_code,
    local_authority_name,
    cadence_label,
    supply_status,
    held_periods_count,
    last_period_code,
    last_period_end_date,
    last_release_code,
    last_received_date,
    release_status,
    missing_period_code,
    expected_date,
    late_after_date,
    too_late_after_date,
    coalesce(last_sent_date > late_after_date, false) as is_late,
    owner_team,
    owner_mailbox,
    step_label,
    responsible_team,
    responsible_mailbox,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from sources_with_owner
