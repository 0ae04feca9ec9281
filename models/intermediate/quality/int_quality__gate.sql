-- One row a council, dataset and period. A source that fails blocks its own
-- indicators and nothing else: they are told apart here, where indicators are made, and
-- not by a test that stops the build.
with

judged_sources as (
    select
        local_authority_code,
        dataset_code,
        period_code,
        landed_rows_count,
        rejected_rows_count,
        expected_difference_rate,
        is_synthetic,
        case
            when landed_rows_count = 0 then 'not_supplied'
            when landed_rows_count = rejected_rows_count then 'nothing_readable'
            when rejected_rate > maximum_rejected_rate then 'too_many_rejected'
            when unusable_rate > maximum_unusable_rate then 'too_many_unusable'
            when expected_difference_rate > maximum_expected_difference_rate
                then 'far_from_published_total'
            else 'passed'
        end as gate_code
    from {{ ref('int_quality__source_measures') }}
),

gate as (
    select
        judged_sources.*,
        judged_sources.gate_code = 'passed' as is_passed,
        judgements.gate_text
    from judged_sources
    left join {{ ref('ref_gate_judgements') }} as judgements
        on judged_sources.gate_code = judgements.gate_code
)

select * from gate
