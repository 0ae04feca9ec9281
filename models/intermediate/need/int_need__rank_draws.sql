-- One row a kind of noise, ward with a need score, and draw: its rank in the council.
with

combined_scores as (
    select
        domain_draws.noise_code,
        domain_draws.local_authority_code,
        domain_draws.ward_code,
        domain_draws.draw_number,
        round(
            {{ weighted_mean(
                'domain_draws.domain_score',
                'domain_draws.domain_weight * weights.weight_factor'
            ) }},
            6
        ) as need_score
    from {{ ref('int_need__domain_draws') }} as domain_draws
    inner join {{ ref('int_need__ward_scores') }} as scores
        on domain_draws.ward_code = scores.ward_code
    inner join {{ ref('int_need__weight_draws') }} as weights
        on
            domain_draws.noise_code = weights.noise_code
            and domain_draws.domain_code = weights.part_code
            and domain_draws.draw_number = weights.draw_number
    where scores.is_ranked
    group by
        domain_draws.noise_code,
        domain_draws.local_authority_code,
        domain_draws.ward_code,
        domain_draws.draw_number
),

rank_draws as (
    select
        noise_code,
        local_authority_code,
        ward_code,
        draw_number,
        cast(rank() over (
            partition by noise_code, local_authority_code, draw_number
            order by need_score desc
        ) as integer) as need_rank
    from combined_scores
)

select * from rank_draws
