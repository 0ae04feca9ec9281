{{ config(materialized='ephemeral') }}

-- One row per council, population basis, indicator, period and breakdown. provider: all
-- that the council's providers sent (which ties to published totals). resident: those
-- who live in its wards (what wards add up to, and what a ward is compared with).
with

counts as (
    select * from {{ ref('int_counted__indicator_counts') }}
),

populations as (
    select
        'provider' as population_basis,
        counts.*
    from counts

    union all

    select
        'resident' as population_basis,
        counts.*
    from counts
    where counts.ward_code is not null
),

-- A ward counts on both sides of the rate or on neither: without a denominator it has
-- no rate that the council's could be compared with.
sides as (
    select
        *,
        numerator_count is not null
        and denominator_count is not null
        and (population_basis = 'provider' or denominator_count > 0) as is_on_both_sides
    from populations
),

council_counts as (
    select
        population_basis,
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        cast(sum(numerator_count) filter (where is_on_both_sides) as bigint)
            as signed_numerator_count,
        cast(sum(denominator_count) filter (where is_on_both_sides) as bigint)
            as denominator_count,
        cast(sum(children_due_count) as bigint) as children_due_count,
        count(distinct ward_code) filter (
            where numerator_count is not null and denominator_count is not null
        ) as known_wards_count,
        count(distinct ward_code) filter (
            where numerator_count is null or denominator_count is null
        ) as unknown_wards_count
    from sides
    group by
        population_basis,
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category
)

select * from council_counts
