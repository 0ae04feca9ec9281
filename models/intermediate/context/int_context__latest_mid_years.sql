-- One row per council, served or not: the latest mid-year of its population that the
-- gate does not stop. LSOAs of 2021 are taken where both vintages were landed for it,
-- so that nobody counts twice.
with

held_mid_years as (
    select distinct
        local_authority_code,
        period_code,
        area_kind
    from {{ ref('int_linked__population_rows') }}
    where residence_status in ('in_ward', 'resident_elsewhere')
),

latest_mid_years as (
    select held_mid_years.*
    from held_mid_years
    inner join {{ ref('ref_periods') }} as periods
        on held_mid_years.period_code = periods.period_code
    left join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            held_mid_years.local_authority_code = gate.local_authority_code
            and held_mid_years.period_code = gate.period_code
            and gate.dataset_code = 'population_estimates'
    where coalesce(gate.is_passed, true)
    qualify row_number() over (
        partition by held_mid_years.local_authority_code
        order by periods.start_date desc, held_mid_years.area_kind desc
    ) = 1
)

select * from latest_mid_years
