{{ config(materialized='ephemeral') }}

-- What the weight of each scored indicator and domain is multiplied by in a draw, even
-- up and down by policy's share. The mean that uses it divides by the sum of the
-- weights. The councils share a draw: the weights are one decision.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

weighted_parts as (
    select indicator_code as part_code
    from {{ ref('policy_indicators') }}
    where domain_code is not null

    union all

    select domain_code as part_code from {{ ref('policy_domains') }}
),

keyed_parts as (
    select
        part_code,
        md5(concat_ws('/', 'weight', part_code)) as part_key
    from weighted_parts
),

seeded_parts as (
    select
        *,
        {{ generator_seeds('part_key', 'weight') }}
    from keyed_parts
),

weight_draws as (
    select
        noises.scenario_code as noise_code,
        parts.part_code,
        draws.whole_number as draw_number,
        1
        + noises.weight_noise_rate
        * (2 * {{ generated_number('parts.weight', 'draws') }} - 1) as weight_factor
    from seeded_parts as parts
    cross join {{ ref('policy_scenarios') }} as noises
    cross join settings
    inner join {{ ref('int_policy__whole_numbers') }} as draws
        on draws.whole_number between 1 and settings.rank_draws_count
    where noises.scenario_kind = 'draw'
)

select * from weight_draws
