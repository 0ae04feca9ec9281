{{ config(materialized='ephemeral') }}

-- One row per council, target and area that it is held against. Beside the target
-- stands the newest rate; where its period is over, the rate of that period, or none.
-- The chance is that of a random walk with drift: docs/method.md, Targets.
with

held_targets as (
    select
        {%- for column in [
            'local_authority_code', 'target_code', 'held_against', 'target_kind',
            'area_code', 'area_name', 'measure_code', 'breakdown_topic',
            'breakdown_category', 'target_period_code', 'target_start_date',
            'target_rate', 'set_date', 'source_text', 'source_address',
            'yearly_shock_rate'
        ] %}
        targets.{{ column }},
        {%- endfor %}
        latest.edition_group,
        latest.period_code,
        latest.start_date,
        latest.rate,
        latest.is_synthetic,
        children.children_count,
        children.children_period_code,
        children.share_of_children_rate,
        coalesce(changes.changes_count, 0) as changes_count,
        changes.mean_change_rate,
        changes.squared_changes,
        targets.target_rate - latest.rate as gap_rate,
        cast(
            extract(year from targets.target_start_date)
            - extract(year from latest.start_date) as integer
        ) as years_left
    from {{ ref('int_targets__held') }} as targets
    left join {{ ref('int_targets__series') }} as latest
        on
            targets.local_authority_code = latest.local_authority_code
            and targets.held_against = latest.held_against
            and targets.measure_code = latest.measure_code
            and targets.breakdown_topic = latest.breakdown_topic
            and targets.breakdown_category = latest.breakdown_category
            and case
                when targets.target_start_date < latest.latest_start_date
                    then targets.target_start_date = latest.start_date
                else latest.is_latest
            end
    left join {{ ref('int_targets__children') }} as children
        on
            targets.local_authority_code = children.local_authority_code
            and targets.held_against = children.held_against
            and targets.measure_code = children.measure_code
            and targets.breakdown_topic = children.breakdown_topic
            and targets.breakdown_category = children.breakdown_category
    left join {{ ref('int_targets__changes') }} as changes
        on
            targets.local_authority_code = changes.local_authority_code
            and targets.held_against = changes.held_against
            and targets.measure_code = changes.measure_code
            and targets.breakdown_topic = changes.breakdown_topic
            and targets.breakdown_category = changes.breakdown_category
),

-- A break after the newest figure, or after the day that the target was set, and no
-- later than the target's period.
parted_targets as (
    select
        held_targets.local_authority_code,
        held_targets.target_code,
        held_targets.held_against,
        {{ joined_text('breaks.break_reason', 'periods.start_date') }} as break_reason
    from held_targets
    inner join {{ ref('ref_series_breaks') }} as breaks
        on
            held_targets.measure_code = breaks.series_code
            and coalesce(breaks.breakdown_topic, held_targets.breakdown_topic)
            = held_targets.breakdown_topic
    inner join {{ ref('ref_periods') }} as periods
        on breaks.first_period_code = periods.period_code
    where
        periods.start_date > least(
            held_targets.start_date,
            coalesce(held_targets.set_date, held_targets.start_date)
        )
        and periods.start_date <= held_targets.target_start_date
    group by
        held_targets.local_authority_code, held_targets.target_code,
        held_targets.held_against
),

progress as (
    select
        held_targets.*,
        parted_targets.break_reason,
        case
            when held_targets.target_rate is null then 'no_target'
            when held_targets.target_start_date is null then 'no_period'
            when held_targets.rate is null then 'not_available'
            when parted_targets.break_reason is not null then 'break'
            -- To a tenth of a point, as rates are published and shown.
            when
                held_targets.years_left <= 0 and round(held_targets.gap_rate, 3) <= 0
                then 'met'
            when held_targets.years_left <= 0 then 'missed'
            when
                held_targets.changes_count < numbers.target_minimum_changes_count
                or held_targets.yearly_shock_rate is null then 'too_few_years'
            else 'forecast'
        end as progress_status,
        numbers.target_prior_years + held_targets.changes_count - 1
            as degrees_of_freedom,
        {{ variance_of_a_rate('held_targets.rate', 'held_targets.children_count') }}
            as rate_variance,
        {{ yearly_shock_variance(
            'held_targets.yearly_shock_rate', 'numbers.target_prior_years',
            'held_targets.squared_changes', 'held_targets.changes_count',
            variance_of_a_rate('held_targets.rate', 'held_targets.children_count')
        ) }} as shock_variance
    from held_targets
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
    left join parted_targets
        on
            held_targets.local_authority_code = parted_targets.local_authority_code
            and held_targets.target_code = parted_targets.target_code
            and held_targets.held_against = parted_targets.held_against
),

forecasts as (
    select
        *,
        case when progress_status = 'forecast' then rate + years_left * mean_change_rate
        end as expected_rate,
        case
            when progress_status = 'forecast'
                then {{ forecast_deviation(
                    'shock_variance', 'rate_variance', 'years_left', 'changes_count'
                ) }}
        end as expected_deviation
    from progress
),

normal_scores as (
    select
        *,
        {{ normal_score_of_t(
            '((expected_rate - target_rate) / expected_deviation)', 'degrees_of_freedom'
        ) }} as normal_score
    from forecasts
)

select
    *,
    round(case
        when normal_score >= 0 then 1 - {{ two_sided_p_value('normal_score') }} / 2
        when normal_score < 0 then {{ two_sided_p_value('normal_score') }} / 2
    end, 6) as chance_rate
from normal_scores
