{{ config(materialized='ephemeral') }}

-- One row a served council and pair: Spearman's rho, which is Pearson's correlation of
-- the ranks. Null where all wards share a rank. The sums are of whole numbers: they are
-- exact, in whatever order they are added.
with

council_pairs as (
    select
        councils.local_authority_code,
        pairs.pair_code
    from {{ ref('ref_local_authorities') }} as councils
    cross join {{ ref('policy_provision_associations') }} as pairs
    where councils.is_served
),

rank_sums as (
    select
        local_authority_code,
        pair_code,
        count(*) as wards_count,
        cast(sum(doubled_provision_rank) as bigint) as provision_sum,
        cast(sum(doubled_indicator_rank) as bigint) as indicator_sum,
        cast(sum(doubled_provision_rank * doubled_provision_rank) as bigint)
            as provision_squares_sum,
        cast(sum(doubled_indicator_rank * doubled_indicator_rank) as bigint)
            as indicator_squares_sum,
        cast(sum(doubled_provision_rank * doubled_indicator_rank) as bigint)
            as products_sum
    from {{ ref('int_associations__provision_ranks') }}
    group by local_authority_code, pair_code
),

spreads as (
    select
        local_authority_code,
        pair_code,
        wards_count,
        cast(wards_count * products_sum - provision_sum * indicator_sum as double)
            as joint_spread,
        cast(
            wards_count * provision_squares_sum - provision_sum * provision_sum
            as double
        ) as provision_spread,
        cast(
            wards_count * indicator_squares_sum - indicator_sum * indicator_sum
            as double
        ) as indicator_spread
    from rank_sums
),

spearman as (
    select
        council_pairs.local_authority_code,
        council_pairs.pair_code,
        coalesce(spreads.wards_count, 0) as wards_count,
        round(
            spreads.joint_spread / nullif(
                sqrt(spreads.provision_spread) * sqrt(spreads.indicator_spread), 0
            ),
            9
        ) as spearman_rho
    from council_pairs
    left join spreads
        on
            council_pairs.local_authority_code = spreads.local_authority_code
            and council_pairs.pair_code = spreads.pair_code
)

select * from spearman
