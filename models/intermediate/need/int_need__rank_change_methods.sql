-- What a publication archives, so that a later one can score old figures by new policy.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

methods as (
    select
        shown_periods.local_authority_code,
        indicators.indicator_code,
        indicators.domain_code,
        indicators.indicator_weight,
        domains.domain_weight,
        shown_periods.period_code as score_period_code,
        settings.exponential_constant,
        settings.shrinkage_continuity,
        settings.minimum_domain_weight_rate,
        settings.minimum_ranked_children_count
    from {{ ref('policy_indicators') }} as indicators
    inner join {{ ref('policy_domains') }} as domains
        on indicators.domain_code = domains.domain_code
    inner join {{ ref('int_indicators__shown_periods') }} as shown_periods
        on indicators.indicator_code = shown_periods.indicator_code
    cross join settings
)

select * from methods
