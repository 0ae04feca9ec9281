-- A percentile of a ward's drawn ranks is the first rank that as many draws reach or
-- stay above, so it is a rank that was drawn.
with

settings as (
    select * from {{ ref('int_policy__ranking_settings') }}
),

running_counts as (
    select
        *,
        sum(draws_count) over (
            partition by noise_code, ward_code order by need_rank
        ) as draws_so_far,
        sum(draws_count) over (partition by noise_code, ward_code) as all_draws
    from {{ ref('int_need__drawn_ranks') }}
),

shares_so_far as (
    select
        running_counts.noise_code,
        running_counts.local_authority_code,
        running_counts.ward_code,
        running_counts.need_rank,
        running_counts.draws_count,
        running_counts.all_draws,
        settings.top_k,
        cast(running_counts.draws_so_far as double)
        / running_counts.all_draws as share_so_far,
        round((1 - settings.rank_interval_rate) / 2, 9) as tail_rate
    from running_counts
    cross join settings
),

rank_shares as (
    select
        noise_code,
        local_authority_code,
        ward_code,
        cast(max(all_draws) as integer) as draws_count,
        min(case when share_so_far >= 0.5 then need_rank end) as median_rank,
        min(case when share_so_far >= tail_rate then need_rank end) as rank_low,
        min(case when share_so_far >= 1 - tail_rate then need_rank end) as rank_high,
        cast(
            round(
                cast(
                    sum(case when need_rank <= top_k then draws_count else 0 end)
                    as double
                ) / max(all_draws),
                6
            ) as decimal(9, 6)
        ) as top_k_probability_rate
    from shares_so_far
    group by noise_code, local_authority_code, ward_code
),

ward_ranks as (
    select
        rank_shares.*,
        noises.is_reported
    from rank_shares
    inner join {{ ref('policy_scenarios') }} as noises
        on
            rank_shares.noise_code = noises.scenario_code
            and noises.scenario_kind = 'draw'
)

select * from ward_ranks
