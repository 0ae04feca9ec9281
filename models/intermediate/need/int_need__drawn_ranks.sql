-- How sure ranks are: the score once more for each draw, and how often a ward comes to
-- each rank. The draws themselves would be many rows, which nobody reads.
with

draw_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
    where scenario_kind = 'draw'
),

numbers_of_draws as (
    select rank_draws_count as draws_count
    from {{ ref('int_policy__need_settings') }}
),

{{ drawn_rates(
    ref('int_need__shrunk_rates'), 'draw_methods', 'numbers_of_draws'
) }},

{{ need_scores(
    'drawn_rates', 'numbered_methods', ['rates_number'], ['scenario_number'],
    key='number', published=true
) }},

noises as (
    select distinct
        scenario_number,
        scenario_code as noise_code
    from draw_methods
),

rank_counts as (
    select
        noises.noise_code,
        scored_wards.ward_number,
        scored_wards.need_rank,
        count(*) as draws_count
    from scored_wards
    inner join noises on scored_wards.scenario_number = noises.scenario_number
    group by noises.noise_code, scored_wards.ward_number, scored_wards.need_rank
),

drawn_ranks as (
    select
        rank_counts.noise_code,
        wards.local_authority_code,
        wards.ward_code,
        rank_counts.need_rank,
        rank_counts.draws_count
    from rank_counts
    inner join numbered_wards as wards on rank_counts.ward_number = wards.ward_number
)

select * from drawn_ranks
