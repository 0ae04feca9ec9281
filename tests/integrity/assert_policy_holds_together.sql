-- What it checks: domain weights add up to one; every scored indicator has a domain and
-- a weight; a first and a pinned period are of the indicator's calendar, and the pinned
-- one is not before the first; every indicator has sources and a total.
-- Why it matters: policy is edited by people; a slip here changes every score.
-- What to do: correct the row of policy that its rows name.
with

indicators as (
    select * from {{ ref('policy_indicators') }}
),

problems as (
    select 'policy_domains: weights do not add up to one' as problem
    from {{ ref('policy_domains') }}
    having abs(sum(domain_weight) - 1) > 0.000001

    union all

    select 'policy_indicators: no such domain: ' || indicators.indicator_code as problem
    from indicators
    left join {{ ref('policy_domains') }} as domains
        on indicators.domain_code = domains.domain_code
    where indicators.domain_code is not null and domains.domain_code is null

    union all

    select 'policy_indicators: weight: ' || indicator_code as problem
    from indicators
    where (domain_code is not null) != (coalesce(indicator_weight, 0) > 0)

    union all

    select
        'policy_indicators: first or pinned period: '
        || indicators.indicator_code as problem
    from indicators
    left join {{ ref('ref_periods') }} as first_periods
        on
            indicators.first_period_code = first_periods.period_code
            and indicators.period_type = first_periods.period_type
    left join {{ ref('ref_periods') }} as pinned_periods
        on
            indicators.pinned_period_code = pinned_periods.period_code
            and indicators.period_type = pinned_periods.period_type
            and first_periods.start_date <= pinned_periods.start_date
    where
        first_periods.period_code is null
        or (
            indicators.pinned_period_code is not null
            and pinned_periods.period_code is null
        )

    union all

    select 'policy_indicator_sources: none for ' || indicators.indicator_code as problem
    from indicators
    left join {{ ref('policy_indicator_sources') }} as sources
        on indicators.indicator_code = sources.indicator_code
    where sources.indicator_code is null

    union all

    select
        'policy_indicator_breakdowns: no total for '
        || indicators.indicator_code as problem
    from indicators
    left join {{ ref('policy_indicator_breakdowns') }} as breakdowns
        on
            indicators.indicator_code = breakdowns.indicator_code
            and breakdowns.breakdown_topic = 'total'
    where breakdowns.indicator_code is null
)

select problem from problems
