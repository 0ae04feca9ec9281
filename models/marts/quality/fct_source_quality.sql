select
    quality.dataset_code,
    datasets.dataset_title,
    quality.local_authority_code,
    quality.period_code,
    quality.landed_rows_count,
    quality.required_cells_count,
    cast(round(quality.required_filled_rate, 6) as decimal(9, 6))
        as required_filled_rate,
    quality.optional_cells_count,
    cast(round(quality.optional_filled_rate, 6) as decimal(9, 6))
        as optional_filled_rate,
    quality.rejected_rows_count,
    cast(round(quality.rejected_rate, 6) as decimal(9, 6)) as rejected_rate,
    quality.rows_status,
    quality.children_assessed_count,
    quality.children_due_count,
    cast(round(quality.coverage_rate, 6) as decimal(9, 6)) as coverage_rate,
    quality.covered_wards_count,
    quality.low_coverage_wards_count,
    quality.coverage_status,
    known_places.listed_count,
    known_places.known_count,
    cast(round(known_places.known_rate, 6) as decimal(9, 6)) as known_rate,
    quality.release_id as release_code,
    quality.received_date,
    quality.expected_date,
    quality.arrival_status,
    quality.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when quality.is_synthetic then texts.synthetic_text end,
        texts.extract_rows_text,
        case
            when quality.low_coverage_wards_count > 0 then texts.low_coverage_text
        end
    ) as caution
from {{ ref('int_quality__source_quality') }} as quality
inner join {{ ref('governance_datasets') }} as datasets
    on quality.dataset_code = datasets.dataset_code
left join {{ ref('int_provision__completeness') }} as known_places
    on
        quality.dataset_code = known_places.dataset_code
        and quality.local_authority_code = known_places.local_authority_code
        and quality.period_code = known_places.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
cross join {{ ref('int_policy__caution_texts') }} as texts
