with

accounts as (
    select
        gate.dataset_code,
        gate.local_authority_code,
        gate.period_code,
        gate.landed_rows_count,
        coalesce(counts.in_ward_rows_count, 0) as in_ward_rows_count,
        coalesce(counts.resident_elsewhere_rows_count, 0)
            as resident_elsewhere_rows_count,
        coalesce(counts.address_unusable_rows_count, 0) as address_unusable_rows_count,
        coalesce(counts.not_by_ward_rows_count, 0) as not_by_ward_rows_count,
        gate.rejected_rows_count,
        cast(round(gate.expected_difference_rate, 6) as decimal(9, 6))
            as expected_difference_rate,
        gate.is_passed,
        gate.gate_code,
        gate.gate_text,
        datasets.dataset_title,
        datasets.owner_team,
        datasets.owner_mailbox,
        gate.is_synthetic,
        claims.claim_level,
        concat_ws(
            ' ',
            case when gate.is_synthetic then texts.synthetic_text end,
            texts.extract_rows_text
        ) as caution
    from {{ ref('int_counted__totals_gate') }} as gate
    inner join {{ ref('governance_datasets') }} as datasets
        on gate.dataset_code = datasets.dataset_code
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_linked__row_accounts') }} as counts
        on
            gate.dataset_code = counts.dataset_code
            and gate.local_authority_code = counts.local_authority_code
            and gate.period_code = counts.period_code
)

select
    dataset_code,
    local_authority_code,
    period_code,
    landed_rows_count,
    in_ward_rows_count,
    resident_elsewhere_rows_count,
    address_unusable_rows_count,
    not_by_ward_rows_count,
    rejected_rows_count,
    expected_difference_rate,
    is_passed,
    gate_code,
    gate_text,
    dataset_title,
    owner_team,
    owner_mailbox,
    is_synthetic,
    claim_level,
    caution
from accounts
