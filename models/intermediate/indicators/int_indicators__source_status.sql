-- One row per council, indicator, period and kind of figure (is_total): whether every
-- source that it needs passed the gate, and if not, which did not and why. A source of
-- coverage alone never blocks.
with

sources_with_gate as (
    select
        sources.local_authority_code,
        sources.indicator_code,
        sources.period_code,
        sources.is_total,
        sources.dataset_code,
        sources.is_ward_return,
        sources.measures != 'coverage' as is_blocking,
        gate.is_passed,
        gate.is_synthetic,
        datasets.dataset_title || ': ' || gate.gate_text as gate_text
    from {{ ref('int_counted__sources_used') }} as sources
    inner join {{ ref('int_counted__totals_gate') }} as gate
        on
            sources.local_authority_code = gate.local_authority_code
            and sources.dataset_code = gate.dataset_code
            and sources.source_period_code = gate.period_code
    inner join {{ ref('governance_datasets') }} as datasets
        on sources.dataset_code = datasets.dataset_code
),

source_status as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        is_total,
        bool_and(is_passed or not is_blocking) as is_available,
        bool_and(is_passed) as is_coverage_available,
        bool_or(not is_blocking) as has_coverage_source,
        bool_or(is_ward_return) as is_ward_return,
        bool_or(is_synthetic) as is_synthetic,
        {{ joined_text('case when not is_passed then gate_text end', 'dataset_code') }}
            as status_reason
    from sources_with_gate
    group by local_authority_code, indicator_code, period_code, is_total
)

select * from source_status
