-- What it checks: every indicator has its row of uncertainty, with children counted
-- whom the models know; each kind of denominator that is estimated has one row of
-- errors for whatever an estimate rests on, rolled on or not, in each year; one kind of
-- noise is reported; draws and interval are in their ranges; variants name methods and
-- indicators that exist, and a geometric mean stands on scores above zero.
-- Why it matters: policy is edited by people; a slip here makes a list look surer, or
-- less sure, than it is.
-- What to do: correct the row of policy that its rows name.
with

uncertainty as (
    select * from {{ ref('policy_indicator_uncertainty') }}
),

errors as (
    select * from {{ ref('policy_denominator_errors') }}
),

recorded_bases as (
    select distinct
        denominator_kind,
        estimate_base
    from errors

    union

    select distinct
        denominator_kind,
        'not_recorded' as estimate_base
    from uncertainty
    where denominator_kind != 'counted'
),

-- Whatever an estimate may say of itself finds one row.
found_errors as (
    select
        bases.denominator_kind,
        bases.estimate_base,
        count(errors.denominator_kind) as rows_count
    from recorded_bases as bases
    cross join (values (true), (false)) as states (is_rolled_on)
    inner join {{ ref('int_policy__whole_numbers') }} as years
        on years.whole_number <= 50
    left join errors
        on
            bases.denominator_kind = errors.denominator_kind
            and bases.estimate_base = errors.estimate_base
            and coalesce(states.is_rolled_on = errors.is_rolled_on, true)
            and years.whole_number >= errors.years_from
            and coalesce(years.whole_number <= errors.years_to, true)
    group by
        bases.denominator_kind,
        bases.estimate_base,
        states.is_rolled_on,
        years.whole_number
),

problems as (
    select
        'policy_indicator_uncertainty: missing or out of range: '
        || indicators.indicator_code as problem
    from {{ ref('policy_indicators') }} as indicators
    left join uncertainty
        on
            indicators.indicator_code = uncertainty.indicator_code
            and uncertainty.has_limits is not null
            and uncertainty.counted_children in ('numerator', 'remainder')
    where uncertainty.indicator_code is null

    union all

    select distinct
        'policy_denominator_errors: not one row for each year: '
        || denominator_kind || ', ' || estimate_base as problem
    from found_errors
    where rows_count != 1

    union all

    select
        'policy_denominator_errors: out of range: '
        || denominator_kind || ', ' || estimate_base as problem
    from errors
    where
        not coalesce(
            shared_deviation between 0 and 0.99
            and own_deviation between 0 and 0.99
            and own_variance_per_child between 0 and 10
            and council_deviation between 0 and 0.99,
            false
        )

    union all

    select 'policy_scenarios: one draw is to be reported' as problem
    from {{ ref('policy_scenarios') }}
    where scenario_kind = 'draw'
    having count(*) > 0 and sum(case when is_reported then 1 else 0 end) != 1

    union all

    select 'policy_scenarios: share out of range: ' || scenario_code as problem
    from {{ ref('policy_scenarios') }}
    where
        scenario_kind = 'draw'
        and not coalesce(weight_noise_rate between 0 and 0.99, false)

    union all

    select 'policy_need_settings: rank_draws_count is out of range' as problem
    from {{ ref('policy_need_settings') }}
    where
        setting_code = 'rank_draws_count'
        and not coalesce(setting_value between 100 and 9999, false)

    union all

    select 'policy_ranking_settings: rank_interval_rate is out of range' as problem
    from {{ ref('policy_ranking_settings') }}
    where
        setting_code = 'rank_interval_rate'
        and not coalesce(setting_value between 0.5 and 0.99, false)

    union all

    select 'policy_ranking_settings: top_k_includes_ties is neither 0 nor 1' as problem
    from {{ ref('policy_ranking_settings') }}
    where
        setting_code = 'top_k_includes_ties'
        and not coalesce(setting_value in (0, 1), false)

    union all

    select 'policy_scenarios: one method for each: ' || variant_code as problem
    from {{ ref('int_policy__variants') }}
    group by variant_code
    having count(*) != 1

    union all

    select 'policy_scenarios: unknown method: ' || variant_code as problem
    from {{ ref('int_policy__variants') }}
    where
        normalisation not in ('rank_exponential', 'percentile', 'min_max', 'z_score')
        or aggregation not in ('arithmetic', 'geometric')
        or (
            aggregation = 'geometric'
            and normalisation not in ('rank_exponential', 'percentile')
        )
        or not coalesce(unseen_multiple >= 0, false)
        or not coalesce(shrinkage in ('none', 'published', 'strict'), false)

    union all

    select
        'policy_scenarios: no such indicator: '
        || parts.scenario_code || ', ' || parts.indicator_code as problem
    from {{ ref('policy_scenarios') }} as parts
    left join {{ ref('policy_indicators') }} as indicators
        on
            parts.indicator_code = indicators.indicator_code
            and indicators.domain_code is not null
    where parts.indicator_code is not null and indicators.indicator_code is null

    union all

    select
        'policy_scenarios: a weight or an indicator whose weight counts: '
        || changes.scenario_code || ', ' || changes.indicator_code as problem
    from {{ ref('policy_scenarios') }} as changes
    left join {{ ref('policy_indicators') }} as weight_givers
        on
            changes.weight_of_indicator_code = weight_givers.indicator_code
            and weight_givers.domain_code is not null
    where
        (
            changes.indicator_code is not null
            and (changes.indicator_weight is null)
            = (changes.weight_of_indicator_code is null)
        )
        or (
            changes.weight_of_indicator_code is not null
            and weight_givers.indicator_code is null
        )

    union all

    select
        'policy_scenarios: weights of one name differ: '
        || variant_code || ', ' || part_code as problem
    from {{ ref('int_need__variant_indicators') }}
    group by variant_code, part_code
    having min(indicator_weight) != max(indicator_weight)
)

select problem from problems
