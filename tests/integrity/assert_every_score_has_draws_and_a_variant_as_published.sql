-- What it checks: every ward with a score has as many draws as policy asks for, of
-- each kind of noise; and the variant "As published" gives it its published rank.
-- Why it matters: a chance or an interval made of fewer draws, or a robustness table
-- that starts from another method than the published one, says nothing about the list.
-- What to do: a new indicator needs its row in policy_indicator_uncertainty; the
-- variant default of policy_scenarios has to be the published method.
with

scored_wards as (
    select
        ward_code,
        need_rank
    from {{ ref('fct_ward_need_scores') }}
    where need_rank is not null
),

draw_counts as (
    select
        ward_code,
        noise_code,
        sum(draws_count) as draws_count
    from {{ ref('int_need__drawn_ranks') }}
    group by ward_code, noise_code
),

problems as (
    select
        scored_wards.ward_code,
        'draws: ' || noises.scenario_code as problem
    from scored_wards
    cross join {{ ref('policy_scenarios') }} as noises
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    left join draw_counts
        on
            scored_wards.ward_code = draw_counts.ward_code
            and noises.scenario_code = draw_counts.noise_code
    where
        noises.scenario_kind = 'draw'
        and draw_counts.draws_count is distinct from all_settings.rank_draws_count

    union all

    select
        scored_wards.ward_code,
        'rank of the variant default' as problem
    from scored_wards
    left join {{ ref('fct_rank_robustness') }} as robustness
        on
            scored_wards.ward_code = robustness.ward_code
            and robustness.variant_code = 'default'
    where robustness.variant_rank is distinct from scored_wards.need_rank
)

select
    ward_code,
    problem
from problems
