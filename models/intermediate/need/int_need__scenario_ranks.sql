-- The published score and its variants are scenarios of one table, and go through the
-- same steps. Its draws do too, in int_need__drawn_ranks.
with

scenario_rates as (
    select
        0 as rates_number,
        local_authority_code,
        ward_code,
        indicator_code as part_code,
        shrunk_rate as rate
    from {{ ref('int_need__shrunk_rates') }}
    where has_too_few_children is not true

    union all

    select
        -variant_number as rates_number,
        local_authority_code,
        ward_code,
        part_code,
        rate
    from {{ ref('int_need__variant_rates') }}
),

scenario_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
    where scenario_kind != 'draw'
),

{{ need_scores(
    'scenario_rates', 'scenario_methods', ['rates_number'], ['scenario_number']
) }},

scenarios as (
    select distinct
        scenario_number,
        scenario_kind,
        scenario_code
    from scenario_methods
),

scenario_ranks as (
    select
        scenarios.scenario_kind,
        scenarios.scenario_code,
        scored_wards.local_authority_code,
        scored_wards.ward_code,
        scored_wards.need_score,
        scored_wards.need_rank
    from scored_wards
    inner join scenarios on scored_wards.scenario_number = scenarios.scenario_number
)

select * from scenario_ranks
