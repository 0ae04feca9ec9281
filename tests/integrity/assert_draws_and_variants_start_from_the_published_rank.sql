-- What it checks: the draw without noise, and the variant that changes nothing, give
-- every ward with a score its published rank, and there is a draw for each.
-- Why it matters: doubt that is computed by other steps than the score says nothing
-- about the score.
-- What to do: compare models/intermediate/uncertainty with models/intermediate/need; a
-- new indicator needs its row in policy_indicator_uncertainty.
with

published_ranks as (
    select
        ward_code,
        need_rank
    from {{ ref('fct_ward_need_scores') }}
    where need_rank is not null
),

expected_ranks as (
    select
        published_ranks.ward_code,
        noises.noise_code as computed_by,
        published_ranks.need_rank
    from published_ranks
    cross join {{ ref('policy_rank_noises') }} as noises

    union all

    select
        ward_code,
        'default' as computed_by,
        need_rank
    from published_ranks
),

computed_ranks as (
    select
        ward_code,
        noise_code as computed_by,
        need_rank
    from {{ ref('int_need__rank_draws') }}
    where draw_number = 0

    union all

    select
        ward_code,
        variant_code as computed_by,
        variant_rank as need_rank
    from {{ ref('fct_rank_robustness') }}
    where variant_code = 'default'
)

select
    expected_ranks.ward_code,
    expected_ranks.computed_by,
    expected_ranks.need_rank as published_rank,
    computed_ranks.need_rank as computed_rank
from expected_ranks
left join computed_ranks
    on
        expected_ranks.ward_code = computed_ranks.ward_code
        and expected_ranks.computed_by = computed_ranks.computed_by
where
    computed_ranks.need_rank is null
    or computed_ranks.need_rank != expected_ranks.need_rank
