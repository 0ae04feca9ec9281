-- What it checks: bands of the location quotient, and of access, follow each other
-- without gap or overlap, open at both ends; bands of outcomes are numbered from one
-- without a gap.
-- Why it matters: a ward outside every band would lose its label in silence, and a
-- missing number would leave wards out of every band.
-- What to do: correct the row of policy that the message names.
with

range_bands as (
    select
        'policy_location_quotient_bands' as seed_name,
        band_code,
        band_order,
        quotient_above as starts_at,
        quotient_up_to as ends_at
    from {{ ref('policy_location_quotient_bands') }}

    union all

    select
        'policy_access_bands' as seed_name,
        band_code,
        band_order,
        ratio_from as starts_at,
        ratio_below as ends_at
    from {{ ref('policy_access_bands') }}
),

bands_in_order as (
    select
        seed_name,
        band_code,
        starts_at,
        ends_at,
        lag(ends_at) over (partition by seed_name order by band_order) as previous_end,
        lag(band_code) over (partition by seed_name order by band_order)
            as previous_band,
        lead(band_code) over (partition by seed_name order by band_order) as next_band
    from range_bands
),

outcome_bands as (
    select
        band_code,
        band_order,
        row_number() over (order by band_order) as wanted_order
    from {{ ref('policy_outcome_bands') }}
),

problems as (
    select seed_name || ': gap or overlap at ' || band_code as problem
    from bands_in_order
    where
        (previous_band is null) != (starts_at is null)
        or (next_band is null) != (ends_at is null)
        or coalesce(starts_at != previous_end, false)
        or coalesce(starts_at >= ends_at, false)

    union all

    select 'policy_outcome_bands: numbers at ' || band_code as problem
    from outcome_bands
    where band_order != wanted_order
)

select problem from problems
