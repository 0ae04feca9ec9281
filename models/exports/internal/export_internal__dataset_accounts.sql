select
    dataset_code,
    dataset_title,
    local_authority_code,
    period_code,
    cast(landed_rows_count as integer) as landed_rows_count,
    cast(in_ward_rows_count as integer) as in_ward_rows_count,
    cast(resident_elsewhere_rows_count as integer)
        as resident_elsewhere_rows_count,
    cast(address_unusable_rows_count as integer)
        as address_unusable_rows_count,
    cast(not_by_ward_rows_count as integer) as not_by_ward_rows_count,
    cast(rejected_rows_count as integer) as rejected_rows_count,
    cast(expected_difference_rate as double) as expected_difference_rate,
    is_passed,
    gate_code,
    gate_text,
    owner_team,
    owner_mailbox,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_dataset_accounts') }}
order by dataset_code, local_authority_code, period_code
