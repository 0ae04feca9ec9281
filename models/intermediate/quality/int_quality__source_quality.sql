{{ config(materialized='ephemeral') }}

-- One row per council, dataset and period of the gate: how complete, valid, covering
-- and timely the source is. A measure that does not apply, or was not supplied, says
-- so.
with

-- Only beside an indicator that knows the children due can a source be covered.
coverable_datasets as (
    select distinct measured.dataset_code
    from {{ ref('policy_indicator_sources') }} as measured
    inner join {{ ref('policy_indicator_sources') }} as due
        on
            measured.indicator_code = due.indicator_code
            and due.measures = 'coverage'
    where measured.measures != 'coverage'
),

measured_sources as (
    select
        gate.dataset_code,
        gate.local_authority_code,
        gate.period_code,
        gate.landed_rows_count,
        completeness.required_cells_count,
        cast(completeness.required_filled_count as double)
        / nullif(completeness.required_cells_count, 0) as required_filled_rate,
        completeness.optional_cells_count,
        cast(completeness.optional_filled_count as double)
        / nullif(completeness.optional_cells_count, 0) as optional_filled_rate,
        gate.rejected_rows_count,
        cast(gate.rejected_rows_count as double)
        / nullif(gate.landed_rows_count, 0) as rejected_rate,
        case
            when gate.landed_rows_count > 0 then 'observed' else 'not_available'
        end as rows_status,
        coverage.children_assessed_count,
        coverage.children_due_count,
        coverage.coverage_rate,
        coverage.covered_wards_count,
        coverage.low_coverage_wards_count,
        case
            when coverage.coverage_rate is not null then 'observed'
            when coverable.dataset_code is not null then 'missing'
            else 'not_applicable'
        end as coverage_status,
        arrivals.release_id,
        arrivals.received_date,
        arrivals.expected_date,
        case
            when arrivals.received_date is null then 'not_available'
            when arrivals.received_date > arrivals.too_late_after_date then 'too_late'
            when arrivals.received_date > arrivals.late_after_date then 'late'
            else 'on_time'
        end as arrival_status,
        gate.is_synthetic
    from {{ ref('int_counted__totals_gate') }} as gate
    left join coverable_datasets as coverable
        on gate.dataset_code = coverable.dataset_code
    left join {{ ref('int_quality__completeness') }} as completeness
        on
            gate.dataset_code = completeness.dataset_code
            and gate.local_authority_code = completeness.local_authority_code
            and gate.period_code = completeness.period_code
    left join {{ ref('int_quality__coverage') }} as coverage
        on
            gate.dataset_code = coverage.dataset_code
            and gate.local_authority_code = coverage.local_authority_code
            and gate.period_code = coverage.period_code
    left join {{ ref('int_quality__owned_arrivals') }} as arrivals
        on
            gate.dataset_code = arrivals.dataset_code
            and gate.local_authority_code = arrivals.local_authority_code
            and gate.period_code = arrivals.period_code
)

select * from measured_sources
