-- One row a compared ward and subset: the rank that the ward would have with the causes
-- of the subset switched to new. Without a row it would have none.
with

domain_constants as (
    select
        is_new_method,
        max(exponential_constant) as exponential_constant,
        max(domains_count) as domains_count
    from {{ ref('int_need__rank_change_method_versions') }}
    group by is_new_method
),

ranked_domains as (
    select
        *,
        rank() over (
            partition by compared_ward_code, subset_number, domain_code
            order by mean_score desc
        ) as domain_rank,
        count(*) over (
            partition by compared_ward_code, subset_number, domain_code
        ) as ranked_wards_count
    from {{ ref('int_need__rank_change_domain_means') }}
),

domain_scores as (
    select
        domains.*,
        constants.domains_count,
        round(
            {{ exponential_transform(
                'domains.domain_rank', 'domains.ranked_wards_count',
                'constants.exponential_constant'
            ) }},
            9
        ) as domain_score
    from ranked_domains as domains
    inner join domain_constants as constants
        on domains.is_new_method = constants.is_new_method
),

ward_scores as (
    select
        compared_ward_code,
        subset_number,
        ward_code,
        cast(
            round(sum(domain_weight * domain_score) / sum(domain_weight), 6)
            as decimal(12, 6)
        ) as need_score
    from domain_scores
    group by compared_ward_code, subset_number, ward_code
    having count(*) = max(domains_count)
),

ranked_scores as (
    select
        *,
        rank() over (
            partition by compared_ward_code, subset_number
            order by need_score desc
        ) as need_rank
    from ward_scores
),

subset_ranks as (
    select
        ward_code,
        subset_number,
        cast(need_rank as integer) as need_rank
    from ranked_scores
    where ward_code = compared_ward_code
)

select * from subset_ranks
