-- What it checks: every dataset stands in the calendar of arrivals with a first period
-- of its own kind, a next date, days that mount up and a step that somebody answers
-- for, and its cells are counted; each group of the process has a step, and each step
-- and dataset a team with a mailbox and a telephone.
-- Why it matters: a source that nobody waits for goes stale without a word.
-- What to do: correct the row of seeds/governance that its rows name; a dataset
-- whose cells are not counted is missing in stg_landing__filled_cells.
with

datasets as (
    select * from {{ ref('governance_datasets') }}
),

arrivals as (
    select * from {{ ref('governance_arrivals') }}
),

process_groups as (
    select 'obtaining' as process_group

    union all

    select 'collating' as process_group

    union all

    select 'user_facing' as process_group
),

problems as (
    select 'governance_arrivals: no row for ' || datasets.dataset_code as problem
    from datasets
    left join arrivals on datasets.dataset_code = arrivals.dataset_code
    where arrivals.dataset_code is null

    union all

    select
        'governance_arrivals: no such first period: '
        || arrivals.dataset_code as problem
    from arrivals
    inner join datasets on arrivals.dataset_code = datasets.dataset_code
    left join {{ ref('ref_periods') }} as periods
        on
            arrivals.first_period_code = periods.period_code
            and datasets.period_type in (periods.period_type, 'any')
    where periods.period_code is null

    union all

    select 'governance_arrivals: no next date for ' || dataset_code as problem
    from {{ ref('fct_source_freshness') }}
    where expected_date is null

    union all

    select 'governance_arrivals: days of ' || dataset_code as problem
    from arrivals
    where
        not coalesce(
            days_after_period_end >= 0
            and late_after_days >= 0
            and too_late_after_days >= late_after_days,
            false
        )

    union all

    select
        'governance_responsibilities: no step for '
        || arrivals.dataset_code as problem
    from arrivals
    left join {{ ref('governance_responsibilities') }} as steps
        on arrivals.step_code = steps.step_code
    where steps.step_code is null

    union all

    select 'governance_responsibilities: nobody to call for ' || step_code as problem
    from {{ ref('governance_responsibilities') }}
    where
        responsible_team is null
        or responsible_mailbox is null
        or responsible_telephone is null

    union all

    select 'contract: nobody to call for ' || dataset_code as problem
    from datasets
    where owner_team is null or owner_mailbox is null or owner_telephone is null

    union all

    select
        'governance_responsibilities: no step of '
        || process_groups.process_group as problem
    from process_groups
    left join {{ ref('governance_responsibilities') }} as steps
        on process_groups.process_group = steps.process_group
    where steps.step_code is null and exists (select 1 as found from datasets)

    union all

    select 'stg_landing__filled_cells: not counted: ' || dataset_code as problem
    from {{ ref('fct_source_quality') }}
    where landed_rows_count > 0
    group by dataset_code
    having count(required_cells_count) = 0
)

select distinct problem from problems
