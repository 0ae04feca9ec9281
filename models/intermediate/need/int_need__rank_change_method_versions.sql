-- The old and the new method side by side; what today's code does with either is the
-- published method's.
with

versions as (
    select
        true as is_new_method,
        local_authority_code,
        indicator_code,
        domain_code,
        indicator_weight,
        domain_weight,
        score_period_code,
        exponential_constant,
        shrinkage_continuity,
        minimum_domain_weight_rate,
        minimum_ranked_children_count
    from {{ ref('int_need__rank_change_methods') }}

    union all

    select
        false as is_new_method,
        local_authority_code,
        indicator_code,
        domain_code,
        indicator_weight,
        domain_weight,
        score_period_code,
        exponential_constant,
        shrinkage_continuity,
        minimum_domain_weight_rate,
        minimum_ranked_children_count
    from {{ ref('stg_publishing__previous_methods') }}
),

method_versions as (
    select
        *,
        1.0 as weight_factor,
        1.0 as domain_weight_factor,
        {{ published_method() }}
    from versions
)

select * from method_versions
