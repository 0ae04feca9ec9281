{{ config(materialized=inlined()) }}

-- One row per action and indicator: the last period that was over when it began, the
-- first that began once it could have made a difference, any break between the two, and
-- the first day on which the result can have been known. Which periods these are is
-- settled by the calendar alone, and not by what they turned out to say.
with

actions as (
    select
        local_authority_code,
        action_reference,
        indicator_code,
        min_by(decision_reference, entered_date) as decision_reference,
        min_by(action_text, entered_date) as action_text,
        min(action_date) as action_date,
        max(result_from_date) as result_from_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_actions__logged_wards') }}
    group by local_authority_code, action_reference, indicator_code
),

with_results as (
    select
        actions.*,
        indicators.indicator_code is not null as is_known_indicator,
        periods.period_type,
        periods.period_code as after_period_code,
        periods.start_date as after_start_date,
        periods.end_date as after_end_date
    from actions
    left join {{ ref('policy_indicators') }} as indicators
        on actions.indicator_code = indicators.indicator_code
    left join {{ ref('ref_periods') }} as periods
        on
            indicators.period_type = periods.period_type
            and actions.result_from_date <= periods.start_date
    qualify row_number() over (
        partition by
            actions.local_authority_code, actions.action_reference,
            actions.indicator_code
        order by periods.start_date
    ) = 1
),

-- A term is set beside the same term of an earlier year.
with_baselines as (
    select
        results.*,
        periods.period_code as before_period_code,
        periods.start_date as before_start_date
    from with_results as results
    left join {{ ref('policy_trend_steps') }} as steps
        on results.period_type = steps.period_type
    left join {{ ref('ref_periods') }} as periods
        on
            results.period_type = periods.period_type
            and results.action_date > periods.end_date
            and (
                12 * (
                    extract(year from results.after_start_date)
                    - extract(year from periods.start_date)
                )
                + extract(month from results.after_start_date)
                - extract(month from periods.start_date)
            ) % steps.step_months = 0
    qualify row_number() over (
        partition by
            results.local_authority_code, results.action_reference,
            results.indicator_code
        order by periods.start_date desc nulls last
    ) = 1
),

-- The day on which the result was due or received, whichever came first.
known_days as (
    select
        results.local_authority_code,
        results.action_reference,
        results.indicator_code,
        -- Of two days, one of which may be missing: least() takes no null.
        least(
            min(results.after_end_date + arrivals.days_after_period_end),
            min(releases.received_date)
        ) as known_date
    from with_results as results
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            results.indicator_code = sources.indicator_code
            and sources.measures in ('both', 'numerator')
    inner join {{ ref('governance_arrivals') }} as arrivals
        on sources.dataset_code = arrivals.dataset_code
    left join {{ ref('stg_landing__releases') }} as releases
        on
            sources.dataset_code = releases.dataset_code
            and results.local_authority_code = releases.local_authority_code
            and results.after_period_code = releases.period_code
    group by
        results.local_authority_code, results.action_reference, results.indicator_code
),

breaks as (
    select
        results.local_authority_code,
        results.action_reference,
        results.indicator_code,
        {{ joined_text('breaks.break_reason', 'periods.start_date') }} as break_reason
    from with_baselines as results
    inner join {{ ref('ref_series_breaks') }} as breaks
        on results.indicator_code = breaks.series_code
    inner join {{ ref('ref_periods') }} as periods
        on
            breaks.first_period_code = periods.period_code
            and results.before_start_date < periods.start_date
            and results.after_start_date >= periods.start_date
    where breaks.breakdown_topic is null
    group by
        results.local_authority_code, results.action_reference, results.indicator_code
)

select
    results.*,
    coalesce(known_days.known_date, results.after_end_date) as known_date,
    breaks.break_reason
from with_baselines as results
left join known_days
    on
        results.local_authority_code = known_days.local_authority_code
        and results.action_reference = known_days.action_reference
        and results.indicator_code = known_days.indicator_code
left join breaks
    on
        results.local_authority_code = breaks.local_authority_code
        and results.action_reference = breaks.action_reference
        and results.indicator_code = breaks.indicator_code
