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
            when is_returned_by_ward then 'ward_return_instead'
            when landed_rows_count = 0 then 'not_supplied'
            when landed_rows_count = rejected_rows_count then 'nothing_readable'
            when rejected_rate > maximum_rejected_rate then 'too_many_rejected'
            when unusable_rate > maximum_unusable_rate then 'too_many_unusable'
            when expected_difference_rate > maximum_expected_difference_rate
                then 'far_from_published_total'
            else 'passed'
        end as gate_code,
        rejected_rate,
        unusable_rate,
        maximum_rejected_rate,
        maximum_unusable_rate,
        maximum_expected_difference_rate
    from {{ ref('int_counted__source_measures') }}
),

sources_with_reason as (
    select
        *,
        case gate_code
            when 'too_many_rejected' then rejected_rate
            when 'too_many_unusable' then unusable_rate
            when 'far_from_published_total' then expected_difference_rate
        end as found_rate,
        case gate_code
            when 'too_many_rejected' then maximum_rejected_rate
            when 'too_many_unusable' then maximum_unusable_rate
            when 'far_from_published_total' then maximum_expected_difference_rate
        end as allowed_rate
    from judged_sources
),

gate as (
    select
        sources.local_authority_code,
        sources.dataset_code,
        sources.period_code,
        sources.landed_rows_count,
        sources.rejected_rows_count,
        sources.expected_difference_rate,
        sources.is_synthetic,
        sources.gate_code,
        sources.gate_code = 'passed' as is_passed,
        case
            when sources.found_rate is null then judgements.gate_text
            else concat_ws(
                '',
                judgements.gate_text,
                ' Found: ', {{ as_percent('sources.found_rate') }},
                ', allowed at most ', {{ as_percent('sources.allowed_rate') }}, '.'
            )
        end as gate_text
    from sources_with_reason as sources
    left join {{ ref('ref_gate_judgements') }} as judgements
        on sources.gate_code = judgements.gate_code
)

select * from gate
