-- The published score, its variants and its draws are scenarios of one table, and all
-- go through the same steps.
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

    union all

    select
        draw_number as rates_number,
        local_authority_code,
        ward_code,
        indicator_code as part_code,
        drawn_rate as rate
    from {{ ref('int_need__drawn_rates') }}
),

scenario_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
),

{{ need_scores(
    'scenario_rates', 'scenario_methods', ['rates_number'], ['scenario_number']
) }},

scenarios as (
    select distinct
        scenario_number,
        scenario_kind,
        scenario_code,
        draw_number
    from scenario_methods
),

scenario_ranks as (
    select
        scenarios.scenario_kind,
        scenarios.scenario_code,
        scenarios.draw_number,
        wards.local_authority_code,
        wards.ward_code,
        wards.need_score,
        wards.need_rank
    from scored_wards as wards
    inner join scenarios on wards.scenario_number = scenarios.scenario_number
)

select * from scenario_ranks
