-- What it checks: the rate of a council that the rates of its wards are drawn to is the
-- council's value beside the same indicator.
-- Why it matters: whether a ward's surplus offsets other wards' gaps is decided once;
-- two council rates for one figure would make one of them wrong.
-- What to do: compare the sums of the shrunk_rates macro with
-- int_indicators__local_authority_counts.
with

drawn_to as (
    select distinct
        local_authority_code,
        indicator_code,
        period_code,
        council_rate
    from {{ ref('int_need__shrunk_rates') }}
)

select
    drawn_to.*,
    council_values.indicator_value as council_value
from drawn_to
left join {{ ref('int_indicators__local_authority_values') }} as council_values
    on
        drawn_to.local_authority_code = council_values.local_authority_code
        and drawn_to.indicator_code = council_values.indicator_code
        and drawn_to.period_code = council_values.period_code
        and council_values.breakdown_topic = 'total'
        and council_values.population_basis = 'resident'
where coalesce(abs(drawn_to.council_rate - council_values.indicator_value) > 1e-9, true)
