{{ config(materialized=inlined()) }}

-- One row per action, indicator and ward of the council whose rates before and after
-- are both observed: what the rate before leads one to expect of the ward, and whether
-- the ward is in the action, or free of all that was done for the indicator.
{% set keys = ['local_authority_code', 'action_reference', 'indicator_code'] %}
with

followed_actions as (
    select * from {{ ref('int_actions__followed') }}
    where before_period_code is not null and after_period_code is not null
),

logged_wards as (
    select * from {{ ref('int_actions__logged_wards') }}
),

-- Of any action on the indicator that had begun when the result's period ended.
busy_wards as (
    select
        followed_actions.local_authority_code,
        followed_actions.action_reference,
        followed_actions.indicator_code,
        logged_wards.ward_code,
        bool_or(
            logged_wards.action_reference = followed_actions.action_reference
            and logged_wards.entered_date < followed_actions.known_date
        ) as is_in_action
    from followed_actions
    inner join logged_wards
        on
            followed_actions.local_authority_code = logged_wards.local_authority_code
            and followed_actions.indicator_code = logged_wards.indicator_code
            and followed_actions.after_end_date >= logged_wards.action_date
    group by
        followed_actions.local_authority_code, followed_actions.action_reference,
        followed_actions.indicator_code, logged_wards.ward_code
),

counts as (
    select
        followed_actions.local_authority_code,
        followed_actions.action_reference,
        followed_actions.indicator_code,
        before_values.ward_code,
        before_values.signed_numerator_count,
        before_values.denominator_count,
        before_values.counted_children,
        before_values.shared_deviation,
        before_values.denominator_deviation,
        need_settings.shrinkage_continuity,
        need_settings.minimum_between_rate,
        after_values.indicator_value as after_rate,
        after_values.denominator_count as after_children,
        before_figures.lower_95_rate as before_lower_rate,
        before_figures.upper_95_rate as before_upper_rate,
        after_figures.lower_95_rate as after_lower_rate,
        after_figures.upper_95_rate as after_upper_rate,
        coalesce(busy_wards.is_in_action, false) as is_in_action,
        busy_wards.ward_code is null as is_free,
        before_values.is_synthetic or after_values.is_synthetic as is_synthetic
    from followed_actions
    cross join {{ ref('int_policy__need_settings') }} as need_settings
    inner join {{ ref('int_indicators__ward_values') }} as before_values
        on
            followed_actions.local_authority_code = before_values.local_authority_code
            and followed_actions.indicator_code = before_values.indicator_code
            and followed_actions.before_period_code = before_values.period_code
            and before_values.breakdown_topic = 'total'
            and before_values.value_status = 'observed'
    inner join {{ ref('int_indicators__ward_values') }} as after_values
        on
            before_values.ward_code = after_values.ward_code
            and before_values.indicator_code = after_values.indicator_code
            and followed_actions.after_period_code = after_values.period_code
            and after_values.breakdown_topic = 'total'
            and after_values.value_status = 'observed'
    inner join {{ ref('int_indicators__ward_figures') }} as before_figures
        on
            before_values.ward_code = before_figures.ward_code
            and before_values.indicator_code = before_figures.indicator_code
            and before_values.period_code = before_figures.period_code
            and before_figures.breakdown_topic = 'total'
    inner join {{ ref('int_indicators__ward_figures') }} as after_figures
        on
            after_values.ward_code = after_figures.ward_code
            and after_values.indicator_code = after_figures.indicator_code
            and after_values.period_code = after_figures.period_code
            and after_figures.breakdown_topic = 'total'
    left join busy_wards
        on
            followed_actions.local_authority_code = busy_wards.local_authority_code
            and followed_actions.action_reference = busy_wards.action_reference
            and followed_actions.indicator_code = busy_wards.indicator_code
            and before_values.ward_code = busy_wards.ward_code
),

{{ shrunk_rates('counts', keys) }},

-- Where the wards most like each stood before, whatever was done in them afterwards.
like_rates as (
    select
        {{ prefixed_columns('own', keys) }},
        own.ward_code,
        avg(other.strictly_shrunk_rate) as like_rate
    from shrunk_rates as own
    inner join {{ ref('int_similar_wards__nearest') }} as nearest_wards
        on own.ward_code = nearest_wards.ward_code
    inner join shrunk_rates as other
        on
            {{ equal_keys('own', 'other', keys) }}
            and nearest_wards.nearest_ward_code = other.ward_code
    group by
        {{ prefixed_columns('own', keys) }},
        own.ward_code
),

ward_rates as (
    select
        shrunk_rates.local_authority_code,
        shrunk_rates.action_reference,
        shrunk_rates.indicator_code,
        shrunk_rates.ward_code,
        shrunk_rates.is_in_action,
        shrunk_rates.is_free,
        shrunk_rates.observed_rate as before_rate,
        shrunk_rates.before_lower_rate,
        shrunk_rates.before_upper_rate,
        shrunk_rates.after_rate,
        shrunk_rates.after_lower_rate,
        shrunk_rates.after_upper_rate,
        shrunk_rates.after_children,
        shrunk_rates.strictly_shrunk_rate as shrunk_rate,
        shrunk_rates.strict_ward_trust * shrunk_rates.own_variance
            as posterior_variance,
        like_rates.like_rate,
        shrunk_rates.is_synthetic
    from shrunk_rates
    inner join like_rates
        on {{ equal_keys('shrunk_rates', 'like_rates', keys + ['ward_code']) }}
)

select * from ward_rates
