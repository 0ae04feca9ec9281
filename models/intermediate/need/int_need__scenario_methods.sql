-- What each scenario of the score is made by: the published method, its variants (other
-- indicators, weights, scale or mean), and draws, with noise on the weights. Scenarios
-- and their rates have numbers, which are quicker to sort by than names; draws of all
-- kinds of noise share their rates.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

scored_indicators as (
    select * from {{ ref('policy_indicators') }}
    where domain_code is not null
),

variant_parts as (
    select distinct
        variant_code,
        variant_number,
        part_code,
        domain_code,
        indicator_weight
    from {{ ref('int_need__variant_indicators') }}
),

weight_draws as (
    select * from {{ ref('int_need__weight_draws') }}
),

scenarios as (
    select
        'published' as scenario_kind,
        'published' as scenario_code,
        0 as draw_number,
        0 as rates_number,
        indicator_code as part_code,
        domain_code,
        indicator_weight,
        1.0 as weight_factor,
        1.0 as domain_weight_factor,
        {{ published_method() }}
    from scored_indicators

    union all

    select
        'variant' as scenario_kind,
        variants.variant_code as scenario_code,
        0 as draw_number,
        -parts.variant_number as rates_number,
        parts.part_code,
        parts.domain_code,
        parts.indicator_weight,
        1.0 as weight_factor,
        1.0 as domain_weight_factor,
        variants.normalisation,
        variants.aggregation
    from {{ ref('int_policy__variants') }} as variants
    inner join variant_parts as parts on variants.variant_code = parts.variant_code

    union all

    select
        'draw' as scenario_kind,
        draws.noise_code as scenario_code,
        draws.draw_number,
        draws.draw_number as rates_number,
        indicators.indicator_code as part_code,
        indicators.domain_code,
        indicators.indicator_weight,
        draws.weight_factor,
        domain_draws.weight_factor as domain_weight_factor,
        {{ published_method() }}
    from scored_indicators as indicators
    inner join weight_draws as draws
        on indicators.indicator_code = draws.part_code
    inner join weight_draws as domain_draws
        on
            indicators.domain_code = domain_draws.part_code
            and draws.noise_code = domain_draws.noise_code
            and draws.draw_number = domain_draws.draw_number
),

scenario_methods as (
    select
        cast(dense_rank() over (
            order by
                scenarios.scenario_kind, scenarios.scenario_code, scenarios.draw_number
        ) as integer) as scenario_number,
        scenarios.*,
        domains.domain_weight,
        settings.exponential_constant,
        settings.minimum_domain_weight_rate
    from scenarios
    inner join {{ ref('policy_domains') }} as domains
        on scenarios.domain_code = domains.domain_code
    cross join settings
)

select * from scenario_methods
