-- The published score, its variants and its draws are scenarios of one table, and all
-- go through the same steps. There are many thousand rows per ward, so that wards,
-- councils, parts and domains have numbers here until they are ranked.
with

observed_rates as (
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

all_rates as (
    select * from observed_rates

    union all

    select
        draw_number as rates_number,
        local_authority_code,
        ward_code,
        indicator_code as part_code,
        drawn_rate as rate
    from {{ ref('int_need__drawn_rates') }}
),

numbered_wards as (
    select
        local_authority_code,
        ward_code,
        cast(dense_rank() over (order by local_authority_code) as integer)
            as local_authority_number,
        cast(dense_rank() over (order by local_authority_code, ward_code) as integer)
            as ward_number
    from observed_rates
    group by local_authority_code, ward_code
),

numbered_parts as (
    select
        part_code,
        domain_code,
        cast(dense_rank() over (order by part_code) as integer) as part_number,
        cast(dense_rank() over (order by domain_code) as integer) as domain_number
    from {{ ref('int_need__scenario_methods') }}
    group by part_code, domain_code
),

scenario_rates as (
    select
        rates.rates_number,
        wards.local_authority_number,
        wards.ward_number,
        parts.part_number,
        rates.rate
    from all_rates as rates
    inner join numbered_wards as wards
        on
            rates.local_authority_code = wards.local_authority_code
            and rates.ward_code = wards.ward_code
    inner join numbered_parts as parts on rates.part_code = parts.part_code
),

scenario_methods as (
    select
        methods.*,
        parts.part_number,
        parts.domain_number
    from {{ ref('int_need__scenario_methods') }} as methods
    inner join numbered_parts as parts
        on
            methods.part_code = parts.part_code
            and methods.domain_code = parts.domain_code
),

{{ need_scores(
    'scenario_rates', 'scenario_methods', ['rates_number'], ['scenario_number'],
    key='number'
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
        scored_wards.need_score,
        scored_wards.need_rank
    from scored_wards
    inner join numbered_wards as wards on scored_wards.ward_number = wards.ward_number
    inner join scenarios on scored_wards.scenario_number = scenarios.scenario_number
)

select * from scenario_ranks
