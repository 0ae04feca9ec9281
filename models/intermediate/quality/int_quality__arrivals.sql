-- One row a served council, dataset and period that the calendar expects: whether it is
-- held, by which release, and by when it should have come. There is no today in here:
-- the dates are the same on any day, and the freshness command compares them with one.
with

expected_periods as (
    select
        arrivals.dataset_code,
        councils.local_authority_code,
        periods.period_code,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        periods.end_date + arrivals.days_after_period_end as expected_date,
        arrivals.late_after_days,
        arrivals.too_late_after_days
    from {{ ref('governance_arrivals') }} as arrivals
    inner join {{ ref('governance_datasets') }} as datasets
        on arrivals.dataset_code = datasets.dataset_code
    inner join {{ ref('ref_periods') }} as first_periods
        on arrivals.first_period_code = first_periods.period_code
    inner join {{ ref('ref_periods') }} as periods
        on
            datasets.period_type = periods.period_type
            and first_periods.start_date <= periods.start_date
    inner join {{ ref('ref_local_authorities') }} as councils
        on councils.is_served
),

-- A file of which no row can be read has not arrived.
held_periods as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        is_synthetic
    from {{ ref('int_quality__row_accounts') }}
    where landed_rows_count > rejected_rows_count
),

arrivals as (
    select
        expected.dataset_code,
        expected.local_authority_code,
        expected.period_code,
        expected.period_start_date,
        expected.period_end_date,
        expected.expected_date,
        expected.expected_date + expected.late_after_days as late_after_date,
        expected.expected_date + expected.too_late_after_days as too_late_after_date,
        held.period_code is not null as is_held,
        coalesce(held.is_synthetic, false) as is_synthetic,
        releases.release_id,
        releases.received_date
    from expected_periods as expected
    left join held_periods as held
        on
            expected.dataset_code = held.dataset_code
            and expected.local_authority_code = held.local_authority_code
            and expected.period_code = held.period_code
    left join {{ ref('stg_landing__releases') }} as releases
        on
            expected.dataset_code = releases.dataset_code
            and expected.period_code = releases.period_code
            and expected.local_authority_code = coalesce(
                releases.local_authority_code, expected.local_authority_code
            )
)

select * from arrivals
