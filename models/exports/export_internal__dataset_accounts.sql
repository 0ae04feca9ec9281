select
    accounts.dataset_code,
    accounts.dataset_title,
    accounts.local_authority_code,
    accounts.period_code,
    cast(accounts.landed_rows_count as integer) as landed_rows_count,
    cast(accounts.in_ward_rows_count as integer) as in_ward_rows_count,
    cast(accounts.resident_elsewhere_rows_count as integer) as resident_elsewhere_rows_count,
    cast(accounts.address_unusable_rows_count as integer) as address_unusable_rows_count,
    cast(accounts.rejected_rows_count as integer) as rejected_rows_count,
    cast(accounts.expected_difference_rate as double) as expected_difference_rate,
    accounts.is_passed,
    accounts.gate_code,
    accounts.gate_text,
    accounts.owner_team,
    accounts.owner_mailbox,
    accounts.is_synthetic,
    accounts.claim_level,
    accounts.caution
from {{ ref('fct_dataset_accounts') }} as accounts
order by accounts.dataset_code, accounts.local_authority_code, accounts.period_code
