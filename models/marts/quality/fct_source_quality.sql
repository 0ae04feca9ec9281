select
    quality.dataset_code,
    datasets.dataset_title,
    quality.local_authority_code,
    councils.local_authority_name,
    quality.period_code,
    periods.period_label,
    gate.is_passed,
    gate.gate_code,
    gate.gate_text,
    cast(quality.landed_rows_count as integer) as landed_rows_count,
    cast(coalesce(row_accounts.in_ward_rows_count, 0) as integer)
        as in_ward_rows_count,
    cast(coalesce(row_accounts.resident_elsewhere_rows_count, 0) as integer)
        as resident_elsewhere_rows_count,
    cast(coalesce(row_accounts.address_unusable_rows_count, 0) as integer)
        as address_unusable_rows_count,
    cast(coalesce(row_accounts.not_by_ward_rows_count, 0) as integer)
        as not_by_ward_rows_count,
    cast(quality.rejected_rows_count as integer) as rejected_rows_count,
    cast(round(quality.rejected_rate, 6) as double) as rejected_rate,
    quality.rows_status,
    cast(round(gate.expected_difference_rate, 6) as double) as expected_difference_rate,
    cast(quality.required_cells_count as integer) as required_cells_count,
    cast(round(quality.required_filled_rate, 6) as double) as required_filled_rate,
    cast(quality.optional_cells_count as integer) as optional_cells_count,
    cast(round(quality.optional_filled_rate, 6) as double) as optional_filled_rate,
    cast(quality.children_assessed_count as integer) as children_assessed_count,
    cast(quality.children_due_count as integer) as children_due_count,
    cast(round(quality.coverage_rate, 6) as double) as coverage_rate,
    cast(quality.covered_wards_count as integer) as covered_wards_count,
    cast(quality.low_coverage_wards_count as integer) as low_coverage_wards_count,
    quality.coverage_status,
    known_places.listed_count,
    known_places.known_count,
    cast(round(known_places.known_rate, 6) as double) as known_rate,
    quality.release_id as release_code,
    quality.received_date,
    quality.expected_date,
    quality.arrival_status,
    datasets.owner_team,
    datasets.owner_mailbox,
    quality.is_synthetic,
    claims.claim_level,
    {{ caution_codes('source_quality') }} as caution_codes,
    {{ caution_text('source_quality') }} as caution
from {{ ref('int_quality__source_quality') }} as quality
inner join {{ ref('int_counted__totals_gate') }} as gate
    on
        quality.dataset_code = gate.dataset_code
        and quality.local_authority_code = gate.local_authority_code
        and quality.period_code = gate.period_code
inner join {{ ref('governance_datasets') }} as datasets
    on quality.dataset_code = datasets.dataset_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('ref_local_authorities') }} as councils
    on quality.local_authority_code = councils.local_authority_code
left join {{ ref('ref_periods') }} as periods
    on quality.period_code = periods.period_code
left join {{ ref('int_linked__row_accounts') }} as row_accounts
    on
        quality.dataset_code = row_accounts.dataset_code
        and quality.local_authority_code = row_accounts.local_authority_code
        and quality.period_code = row_accounts.period_code
left join {{ ref('int_provision__completeness') }} as known_places
    on
        quality.dataset_code = known_places.dataset_code
        and quality.local_authority_code = known_places.local_authority_code
        and quality.period_code = known_places.period_code
