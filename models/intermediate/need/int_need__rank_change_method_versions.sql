-- One row a scored indicator of the old and of the new method, with the weight of its
-- whole domain and the number of domains.
with

versions as (
    select
        true as is_new_method,
        indicator_code,
        domain_code,
        indicator_weight,
        domain_weight,
        score_period_code,
        exponential_constant,
        shrinkage_continuity,
        minimum_domain_weight_rate
    from {{ ref('int_need__rank_change_methods') }}

    union all

    select
        false as is_new_method,
        indicator_code,
        domain_code,
        indicator_weight,
        domain_weight,
        score_period_code,
        exponential_constant,
        shrinkage_continuity,
        minimum_domain_weight_rate
    from {{ ref('stg_publishing__previous_methods') }}
),

domain_totals as (
    select
        is_new_method,
        domain_code,
        sum(indicator_weight) as full_weight
    from versions
    group by is_new_method, domain_code
),

domain_counts as (
    select
        is_new_method,
        count(*) as domains_count
    from domain_totals
    group by is_new_method
),

method_versions as (
    select
        versions.*,
        domain_totals.full_weight,
        domain_counts.domains_count
    from versions
    inner join domain_totals
        on
            versions.is_new_method = domain_totals.is_new_method
            and versions.domain_code = domain_totals.domain_code
    inner join domain_counts
        on versions.is_new_method = domain_counts.is_new_method
)

select * from method_versions
