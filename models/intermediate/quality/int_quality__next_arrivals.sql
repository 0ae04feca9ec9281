{{ config(materialized='ephemeral') }}

-- One row per served council and dataset: the last period that is held, the first that
-- is missing and when it is due. Where the calendar of periods ends (a census, an
-- edition) the day on which to look again stands in its place. Where not every period
-- of the calendar has a file (a quarterly directory), the next is due
-- days_until_next_period after the end of the last that is held.
with

periods_by_source as (
    select
        dataset_code,
        local_authority_code,
        count(*) filter (where is_held) as held_periods_count,
        max_by(period_code, period_start_date) filter (
            where is_held
        ) as last_period_code,
        max(period_end_date) filter (where is_held) as last_period_end_date,
        max_by(
            release_id, concat_ws(' ', cast(received_date as string), release_id)
        ) filter (where is_held and release_id is not null) as last_release_code,
        max(received_date) filter (where is_held) as last_received_date,
        min_by(period_code, period_start_date) filter (
            where is_missing
        ) as missing_period_code,
        min(expected_date) filter (where is_missing) as missing_expected_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_quality__arrivals') }}
    group by dataset_code, local_authority_code
),

next_arrivals as (
    select
        sources.dataset_code,
        sources.local_authority_code,
        sources.held_periods_count,
        sources.last_period_code,
        sources.last_period_end_date,
        sources.last_release_code,
        sources.last_received_date,
        sources.is_synthetic,
        case
            when
                arrivals.days_until_next_period is null
                or sources.held_periods_count = 0
                then sources.missing_period_code
        end as missing_period_code,
        arrivals.cadence_label,
        arrivals.step_code,
        arrivals.late_after_days,
        arrivals.too_late_after_days,
        coalesce(
            case
                when sources.held_periods_count > 0
                    then
                        sources.last_period_end_date
                        + arrivals.days_until_next_period
                        + arrivals.days_after_period_end
            end,
            sources.missing_expected_date,
            arrivals.next_edition_date
        ) as expected_date
    from periods_by_source as sources
    inner join {{ ref('governance_arrivals') }} as arrivals
        on sources.dataset_code = arrivals.dataset_code
)

select * from next_arrivals
