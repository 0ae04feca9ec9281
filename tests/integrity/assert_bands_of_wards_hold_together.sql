-- What it checks: bands of the location quotient follow each other without gap or
-- overlap, open at both ends; bands of outcomes are numbered from one without a gap.
-- Why it matters: a quotient outside every band would lose its label in silence, and a
-- missing number would leave wards out of every band.
-- What to do: correct the row of policy that the message names.
with

quotient_bands as (
    select
        band_code,
        quotient_above,
        quotient_up_to,
        lag(quotient_up_to) over (order by band_order) as previous_up_to,
        lag(band_code) over (order by band_order) as previous_band,
        lead(band_code) over (order by band_order) as next_band
    from {{ ref('policy_location_quotient_bands') }}
),

outcome_bands as (
    select
        band_code,
        band_order,
        row_number() over (order by band_order) as wanted_order
    from {{ ref('policy_outcome_bands') }}
),

problems as (
    select 'policy_location_quotient_bands: gap or overlap at ' || band_code as problem
    from quotient_bands
    where
        (previous_band is null) != (quotient_above is null)
        or (next_band is null) != (quotient_up_to is null)
        or coalesce(quotient_above != previous_up_to, false)
        or coalesce(quotient_above >= quotient_up_to, false)

    union all

    select 'policy_outcome_bands: numbers at ' || band_code as problem
    from outcome_bands
    where band_order != wanted_order
)

select problem from problems
