-- One row a variant of the method, ward and domain of which enough is known: the mean
-- of its normalised indicators, normalised again.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

distinct_indicators as (
    select distinct
        variant_code,
        domain_code,
        counted_as_code,
        indicator_weight
    from {{ ref('int_need__variant_indicators') }}
),

full_weights as (
    select
        variant_code,
        domain_code,
        sum(indicator_weight) as full_weight
    from distinct_indicators
    group by variant_code, domain_code
),

rates_with_method as (
    select
        rates.*,
        variants.normalisation,
        variants.aggregation,
        settings.exponential_constant,
        settings.minimum_domain_weight_rate,
        full_weights.full_weight
    from {{ ref('int_need__variant_rates') }} as rates
    inner join {{ ref('policy_robustness_variants') }} as variants
        on rates.variant_code = variants.variant_code
    inner join full_weights
        on
            rates.variant_code = full_weights.variant_code
            and rates.domain_code = full_weights.domain_code
    cross join settings
),

normalised_rates as (
    select
        *,
        {{ normalised_score(
            'rate', 'variant_code, local_authority_code, counted_as_code'
        ) }} as normalised_rate
    from rates_with_method
),

domain_means as (
    select
        variant_code,
        local_authority_code,
        ward_code,
        domain_code,
        normalisation,
        aggregation,
        exponential_constant,
        round(
            {{ aggregated_score('normalised_rate', 'indicator_weight') }}, 9
        ) as mean_score
    from normalised_rates
    group by
        variant_code,
        local_authority_code,
        ward_code,
        domain_code,
        normalisation,
        aggregation,
        exponential_constant,
        full_weight,
        minimum_domain_weight_rate
    having sum(indicator_weight) / full_weight >= minimum_domain_weight_rate
),

variant_domains as (
    select
        *,
        {{ normalised_score(
            'mean_score', 'variant_code, local_authority_code, domain_code'
        ) }} as domain_score
    from domain_means
)

select * from variant_domains
