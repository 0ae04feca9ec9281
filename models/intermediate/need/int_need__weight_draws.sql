-- One row a kind of noise, scored indicator or domain, and draw: what its weight is
-- multiplied by, even up and down by policy's share. The mean that uses it divides by
-- the sum of the weights. The councils share a draw: the weights are one decision.
with

weighted_parts as (
    select indicator_code as part_code
    from {{ ref('policy_indicators') }}
    where domain_code is not null

    union all

    select domain_code as part_code from {{ ref('policy_domains') }}
),

keyed_draws as (
    select
        noises.noise_code,
        noises.weight_noise_rate,
        weighted_parts.part_code,
        draws.draw_number,
        md5(
            concat_ws(
                '/',
                'weight',
                weighted_parts.part_code,
                cast(draws.draw_number as string)
            )
        ) as draw_key
    from weighted_parts
    cross join {{ ref('policy_rank_noises') }} as noises
    cross join {{ ref('int_need__draw_numbers') }} as draws
),

weight_draws as (
    select
        noise_code,
        part_code,
        draw_number,
        case
            when draw_number = 0 then 1.0
            else
                1 + weight_noise_rate * (2 * {{ uniform_number('draw_key', '1') }} - 1)
        end as weight_factor
    from keyed_draws
)

select * from weight_draws
