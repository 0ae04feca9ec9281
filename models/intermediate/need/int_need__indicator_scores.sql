{{ config(materialized='ephemeral') }}

-- The published score by indicator: the first step of its scenario, and what becomes
-- of it. The contributions of a ward add up to its score, where it has one; an
-- indicator of a domain without a rank contributes to none. The rates of a ward with
-- too few children to be ranked have no rank.
with

published_rates as (
    select
        *,
        0 as rates_number,
        indicator_code as part_code,
        shrunk_rate as rate
    from {{ ref('int_need__shrunk_rates') }}
    where has_too_few_children is not true
),

published_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
    where scenario_kind = 'published'
),

{{ need_scores(
    'published_rates', 'published_methods', ['rates_number'], ['scenario_number']
) }},

indicator_scores as (
    select
        rates.local_authority_code,
        rates.ward_code,
        rates.indicator_code,
        rates.period_code,
        rates.domain_code,
        rates.is_synthetic,
        rates.is_low_coverage,
        rates.is_small,
        rates.numerator_count,
        rates.denominator_count,
        rates.observed_rate,
        rates.ward_trust,
        rates.shrunk_rate,
        parts.need_rank,
        parts.ranked_wards_count,
        parts.normalised_score as transformed_score,
        methods.domain_weight
        * domains.normalised_score
        * parts.indicator_weight
        * parts.normalised_score
        / sum(parts.indicator_weight * parts.normalised_score) over (
            partition by parts.ward_code, parts.domain_code
            order by parts.indicator_code
            rows between unbounded preceding and unbounded following
        ) as contribution_score
    from {{ ref('int_need__shrunk_rates') }} as rates
    inner join domain_methods as methods on rates.domain_code = methods.domain_code
    left join scored_parts as parts
        on
            rates.ward_code = parts.ward_code
            and rates.indicator_code = parts.indicator_code
    left join scored_domains as domains
        on
            parts.ward_code = domains.ward_code
            and parts.domain_code = domains.domain_code
)

select * from indicator_scores
