{{ config(materialized='ephemeral') }}

-- One row per action, indicator and area: all wards of the action together ('all'), and
-- each of them, with what may be said of it; and one per decision without an action.
-- There is no change across a break, and nothing is left but where it was judged.
with

judged_areas as (
    select
        areas.local_authority_code,
        areas.action_reference,
        areas.indicator_code,
        areas.area_type,
        areas.area_code,
        areas.entered_date,
        coalesce(areas.decision_reference, actions.decision_reference)
            as decision_reference,
        actions.action_text,
        actions.action_date,
        actions.before_period_code,
        actions.after_period_code,
        actions.known_date,
        actions.break_reason,
        areas.is_synthetic
        or coalesce(actions.is_synthetic, false)
        or coalesce(effects.is_synthetic, false) as is_synthetic,
        indicators.indicator_code as known_indicator_code,
        indicators.indicator_label,
        indicators.polarity,
        effects.wards_count,
        effects.own_before_rate,
        effects.own_after_rate,
        effects.change_rate,
        effects.change_lower_rate,
        effects.change_upper_rate,
        effects.matched_wards_count,
        effects.matched_change_rate,
        effects.left_rate,
        effects.margin_rate,
        effects.smallest_rate,
        effects.free_wards_count,
        max(effects.wards_count) over action as action_wards_count,
        case
            when areas.area_type = 'none' then 'no_action'
            when indicators.indicator_code is null then 'unknown_indicator'
            when
                actions.before_period_code is null or actions.after_period_code is null
                then 'no_period'
            when areas.entered_date >= actions.known_date then 'entered_late'
            when actions.break_reason is not null then 'break'
            when effects.left_rate is null then 'no_result'
            when effects.change_lower_rate is null then 'no_limits'
            when effects.has_few_wards then 'too_few_wards'
            else 'judged'
        end as follow_up_status
    from {{ ref('int_actions__areas') }} as areas
    left join {{ ref('int_actions__followed') }} as actions
        on
            areas.local_authority_code = actions.local_authority_code
            and areas.action_reference = actions.action_reference
            and areas.indicator_code = actions.indicator_code
    left join {{ ref('policy_indicators') }} as indicators
        on areas.indicator_code = indicators.indicator_code
    left join {{ ref('int_actions__effects') }} as effects
        on
            areas.local_authority_code = effects.local_authority_code
            and areas.action_reference = effects.action_reference
            and areas.indicator_code = effects.indicator_code
            and areas.area_code = effects.area_code
    window action as (
        partition by
            areas.local_authority_code, areas.action_reference, areas.indicator_code
    )
),

figures as (
    select
        local_authority_code,
        decision_reference,
        action_reference,
        action_text,
        action_date,
        entered_date,
        known_date,
        indicator_code,
        known_indicator_code,
        indicator_label,
        area_type,
        area_code,
        wards_count,
        action_wards_count,
        before_period_code,
        after_period_code,
        own_before_rate,
        own_after_rate,
        follow_up_status,
        break_reason,
        free_wards_count,
        is_synthetic,
        {%- for column in [
            'change_rate', 'change_lower_rate', 'change_upper_rate',
            'matched_wards_count', 'matched_change_rate'
        ] %}
        case when follow_up_status != 'break' then {{ column }} end as {{ column }},
        {%- endfor %}
        case when follow_up_status = 'judged' then own_after_rate - left_rate end
            as expected_rate,
        case
            when follow_up_status = 'judged'
                then change_rate - left_rate - matched_change_rate
        end as regression_rate,
        case when follow_up_status = 'judged' then left_rate end as difference_rate,
        case when follow_up_status = 'judged' then left_rate - margin_rate end
            as difference_lower_rate,
        case when follow_up_status = 'judged' then left_rate + margin_rate end
            as difference_upper_rate,
        case when follow_up_status = 'judged' then smallest_rate end as smallest_rate,
        case
            when follow_up_status != 'judged' then 'not_known'
            when area_type = 'ward' and action_wards_count > 1 then 'part_of_action'
            when abs(left_rate) <= margin_rate then 'cannot_tell'
            when (left_rate < 0) = (polarity = 'higher_is_worse') then 'better'
            else 'worse'
        end as effect_code
    from judged_areas
)

select * from figures
