{{ config(materialized='ephemeral') }}

-- One row per action, indicator and area: each ward of the action that was entered in
-- time, and all of them together under the code 'all', weighted by their children. What
-- is left of the change, and how far chance may move it.
{% set keys = ['local_authority_code', 'action_reference', 'indicator_code'] %}
with

numbers as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

rates as (
    select
        ward_rates.*,
        numbers.action_shock_rate as shock_rate,
        numbers.target_prior_years as prior_count,
        numbers.action_slope_deviation as slope_deviation
    from {{ ref('int_actions__ward_rates') }} as ward_rates
    cross join numbers
),

-- The wards most like each ward among those in which nothing was done.
nearest_free_wards as (
    select
        {{ prefixed_columns('rates', keys) }},
        rates.ward_code,
        ordered_wards.nearest_ward_code as matched_ward_code,
        row_number() over (
            partition by
                {{ prefixed_columns('rates', keys) }},
                rates.ward_code
            order by ordered_wards.nearest_order
        ) as matched_order
    from rates
    inner join {{ ref('int_similar_wards__ordered') }} as ordered_wards
        on rates.ward_code = ordered_wards.ward_code
    inner join rates as free_rates
        on
            {{ equal_keys('rates', 'free_rates', keys) }}
            and ordered_wards.nearest_ward_code = free_rates.ward_code
    where rates.is_in_action and free_rates.is_free
),

pairs as (
    select
        nearest_free_wards.*,
        count(*) over (
            partition by
                {{ prefixed_columns('nearest_free_wards', keys) }},
                nearest_free_wards.ward_code
        ) as matched_count
    from nearest_free_wards
    inner join numbers
        on nearest_free_wards.matched_order <= numbers.nearest_wards_count
),

own_rates as (
    select distinct
        {{ prefixed_columns('rates', keys) }},
        rates.ward_code,
        rates.after_children
    from rates
    inner join pairs
        on {{ equal_keys('rates', 'pairs', keys + ['ward_code']) }}
),

shares as (
    select
        {{ keys | join(', ') }},
        ward_code as area_code,
        ward_code,
        1.0 as share_rate
    from own_rates

    union all

    select
        {{ keys | join(', ') }},
        'all' as area_code,
        ward_code,
        cast(after_children as double) / sum(after_children) over (
            partition by {{ keys | join(', ') }}
        ) as share_rate
    from own_rates
),

{{ effects_of_actions('rates', 'pairs', 'shares', keys) }},

-- Limits of a change from those of its rates (Newcombe 1998), by wards.
changes as (
    select
        {{ keys | join(', ') }},
        area_code,
        cast(count(*) as integer) as wards_count,
        sum(share_rate * (after_rate - before_rate)) as change_rate,
        sqrt(sum(power(share_rate, 2) * (
            power(after_rate - after_lower_rate, 2)
            + power(before_upper_rate - before_rate, 2)
        ))) as fall_rate,
        sqrt(sum(power(share_rate, 2) * (
            power(after_upper_rate - after_rate, 2)
            + power(before_rate - before_lower_rate, 2)
        ))) as rise_rate,
        bool_or(is_synthetic) as is_synthetic
    from own_wards
    group by {{ keys | join(', ') }}, area_code
),

quantiles as (
    select
        degrees_of_freedom,
        quantile_95,
        max(degrees_of_freedom) over () as last_degrees_of_freedom
    from {{ ref('ref_student_t_quantiles') }}
),

limited_effects as (
    select
        effects.*,
        changes.wards_count,
        changes.change_rate,
        changes.change_rate - changes.fall_rate as change_lower_rate,
        changes.change_rate + changes.rise_rate as change_upper_rate,
        changes.is_synthetic,
        effects.matched_after_rate - effects.matched_before_rate as matched_change_rate,
        quantiles.quantile_95 * effects.left_deviation as margin_rate,
        (
            quantiles.quantile_95
            + {{ upper_normal_quantile('(1 - numbers.target_power_rate)') }}
        ) * effects.left_deviation as smallest_rate,
        effects.free_wards_count < numbers.action_minimum_wards_count as has_few_wards
    from effects
    cross join numbers
    inner join changes
        on {{ equal_keys('effects', 'changes', keys + ['area_code']) }}
    inner join quantiles
        on
            quantiles.degrees_of_freedom
            = least(effects.degrees_of_freedom, quantiles.last_degrees_of_freedom)
)

select * from limited_effects
