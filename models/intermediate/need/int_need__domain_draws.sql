-- One row a kind of noise, ward, ranked domain and draw: mean, rank and transform by
-- the steps of the published domain score.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

domain_means as (
    select
        weights.noise_code,
        domains.local_authority_code,
        domains.ward_code,
        domains.domain_code,
        indicator_draws.draw_number,
        domains.domain_weight,
        domains.ranked_wards_count,
        round(
            {{ weighted_mean(
                'indicator_draws.transformed_score',
                'indicator_draws.indicator_weight * weights.weight_factor'
            ) }},
            9
        ) as mean_score
    from {{ ref('int_need__indicator_draws') }} as indicator_draws
    inner join {{ ref('int_need__domain_scores') }} as domains
        on
            indicator_draws.ward_code = domains.ward_code
            and indicator_draws.domain_code = domains.domain_code
    inner join {{ ref('int_need__weight_draws') }} as weights
        on
            indicator_draws.indicator_code = weights.part_code
            and indicator_draws.draw_number = weights.draw_number
    where domains.is_ranked
    group by
        weights.noise_code,
        domains.local_authority_code,
        domains.ward_code,
        domains.domain_code,
        indicator_draws.draw_number,
        domains.domain_weight,
        domains.ranked_wards_count
),

ranked_means as (
    select
        *,
        rank() over (
            partition by noise_code, local_authority_code, domain_code, draw_number
            order by mean_score desc
        ) as drawn_rank
    from domain_means
),

domain_draws as (
    select
        ranked_means.noise_code,
        ranked_means.local_authority_code,
        ranked_means.ward_code,
        ranked_means.domain_code,
        ranked_means.draw_number,
        ranked_means.domain_weight,
        round(
            {{ exponential_transform(
                'ranked_means.drawn_rank', 'ranked_means.ranked_wards_count',
                'settings.exponential_constant'
            ) }},
            9
        ) as domain_score
    from ranked_means
    cross join settings
)

select * from domain_draws
