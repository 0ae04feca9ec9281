-- What it checks: every scored indicator has its row of uncertainty, with a coefficient
-- of variation of 0 to below 1 and a side that the model knows; one kind of noise is
-- reported; draws and interval are in their ranges; variants name methods and
-- indicators that exist, and a geometric mean stands on scores above zero.
-- Why it matters: policy is edited by people; a slip here makes a list look surer, or
-- less sure, than it is.
-- What to do: correct the row of policy that the message names.
with

uncertainty as (
    select * from {{ ref('policy_indicator_uncertainty') }}
),

problems as (
    select
        'policy_indicator_uncertainty: missing or out of range: '
        || indicators.indicator_code as problem
    from {{ ref('policy_indicators') }} as indicators
    left join uncertainty
        on
            indicators.indicator_code = uncertainty.indicator_code
            and uncertainty.denominator_cv >= 0
            and uncertainty.denominator_cv < 1
            and uncertainty.counted_children in ('in_need', 'not_in_need')
    where indicators.domain_code is not null and uncertainty.indicator_code is null

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
        or is_shrunk is null

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
