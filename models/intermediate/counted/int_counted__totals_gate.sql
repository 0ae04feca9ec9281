-- The second gate: one row per council, dataset and period of the first, which judges
-- what passed there against published totals. A source that fails blocks its own
-- indicators and nothing else: it is kept out here, where indicators are made, and not
-- by a test that stops the build.
with

largest_differences as (
    select
        totals.local_authority_code,
        sources.dataset_code,
        totals.period_code,
        max(case
            when sources.measures = 'numerator' then totals.numerator_difference_rate
            when sources.measures = 'denominator'
                then totals.denominator_difference_rate
            when sources.measures = 'both'
                then greatest(
                    totals.numerator_difference_rate, totals.denominator_difference_rate
                )
        end) as expected_difference_rate
    from {{ ref('int_counted__expected_totals') }} as totals
    inner join {{ ref('int_counted__sources_used') }} as sources
        on
            totals.local_authority_code = sources.local_authority_code
            and totals.indicator_code = sources.indicator_code
            and totals.period_code = sources.period_code
    where totals.breakdown_topic = 'total' and sources.is_total
    group by
        totals.local_authority_code, sources.dataset_code, totals.period_code
),

judged_sources as (
    select
        arrivals.*,
        differences.expected_difference_rate,
        thresholds.maximum_expected_difference_rate,
        case
            when
                arrivals.is_passed
                and differences.expected_difference_rate
                > thresholds.maximum_expected_difference_rate
                then 'far_from_published_total'
            else arrivals.gate_code
        end as final_gate_code
    from {{ ref('int_counted__arrivals_gate') }} as arrivals
    left join {{ ref('policy_gate_thresholds') }} as thresholds
        on arrivals.dataset_code = thresholds.dataset_code
    left join largest_differences as differences
        on
            arrivals.local_authority_code = differences.local_authority_code
            and arrivals.dataset_code = differences.dataset_code
            and arrivals.period_code = differences.period_code
),

sources_with_reason as (
    select
        *,
        case final_gate_code
            when 'too_many_rejected' then rejected_rate
            when 'too_many_unusable' then unusable_rate
            when 'too_many_unknown_words' then unknown_words_rate
            when 'far_from_published_total' then expected_difference_rate
        end as found_rate,
        case final_gate_code
            when 'too_many_rejected' then maximum_rejected_rate
            when 'too_many_unusable' then maximum_unusable_rate
            when 'too_many_unknown_words' then maximum_unknown_words_rate
            when 'far_from_published_total' then maximum_expected_difference_rate
        end as allowed_rate
    from judged_sources
),

totals_gate as (
    select
        sources.local_authority_code,
        sources.dataset_code,
        sources.period_code,
        sources.landed_rows_count,
        sources.rejected_rows_count,
        sources.expected_difference_rate,
        sources.is_synthetic,
        sources.final_gate_code as gate_code,
        sources.final_gate_code = 'passed' as is_passed,
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
        on sources.final_gate_code = judgements.gate_code
)

select * from totals_gate
