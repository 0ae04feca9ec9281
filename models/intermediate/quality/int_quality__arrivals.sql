-- One row per served council, dataset and period that the calendar expects of councils
-- of its nation: whether it is held, by which release, and by when it should have come.
-- There is no today in here: the dates are the same on any day, and the freshness
-- command compares them with one.
with

served_councils as (
    select local_authority_code from {{ ref('ref_local_authorities') }}
    where is_served
),

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
    inner join served_councils as councils
        on {{ is_of_nation('arrivals.code_letters', 'councils.local_authority_code') }}
),

-- What is of the whole country is held for every council. The joins below are by equal
-- values: councils are many, and so are their releases.
codes_sent as (
    select
        local_authority_code as code_sent,
        local_authority_code
    from served_councils

    union all

    select
        'all' as code_sent,
        local_authority_code
    from served_councils
),

-- A file of which no row can be read has not arrived.
held_periods as (
    select
        held_rows.dataset_code,
        codes_sent.local_authority_code,
        held_rows.period_code,
        held_rows.is_synthetic
    from {{ ref('int_linked__row_accounts') }} as held_rows
    inner join codes_sent
        on held_rows.local_authority_code = codes_sent.code_sent
    where held_rows.landed_rows_count > held_rows.rejected_rows_count
),

held_releases as (
    select
        releases.dataset_code,
        codes_sent.local_authority_code,
        releases.period_code,
        releases.release_id,
        releases.received_date
    from {{ ref('stg_landing__releases') }} as releases
    inner join codes_sent
        on coalesce(releases.local_authority_code, 'all') = codes_sent.code_sent
),

-- A return by ward stands in for rows of children, and the other way round.
twins as (
    select
        dataset_code,
        ward_return_of as twin_code
    from {{ ref('governance_datasets') }}
    where ward_return_of is not null

    union all

    select
        ward_return_of as dataset_code,
        dataset_code as twin_code
    from {{ ref('governance_datasets') }}
    where ward_return_of is not null
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
        held.period_code is null and twin_held.period_code is null as is_missing,
        coalesce(held.is_synthetic, false) as is_synthetic,
        releases.release_id,
        releases.received_date
    from expected_periods as expected
    left join held_periods as held
        on
            expected.dataset_code = held.dataset_code
            and expected.local_authority_code = held.local_authority_code
            and expected.period_code = held.period_code
    left join twins on expected.dataset_code = twins.dataset_code
    left join held_periods as twin_held
        on
            twins.twin_code = twin_held.dataset_code
            and expected.local_authority_code = twin_held.local_authority_code
            and expected.period_code = twin_held.period_code
    left join held_releases as releases
        on
            expected.dataset_code = releases.dataset_code
            and expected.local_authority_code = releases.local_authority_code
            and expected.period_code = releases.period_code
)

select * from arrivals
