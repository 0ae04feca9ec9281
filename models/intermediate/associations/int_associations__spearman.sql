{{ config(materialized='ephemeral') }}

-- One row per served council and pair: Spearman's rho, which is Pearson's correlation
-- of the ranks. Null where all wards share a rank. Wards that tie share the mean of
-- their places; twice that mean is a whole number, so that the sums are exact, in
-- whatever order they are added.
with

council_pairs as (
    select
        councils.local_authority_code,
        pairs.pair_code
    from {{ ref('ref_local_authorities') }} as councils
    cross join {{ ref('policy_associations') }} as pairs
    where councils.is_served and pairs.association_kind = 'provision'
),

wards_with_both as (
    select * from {{ ref('int_associations__provision_pairs') }}
    where has_both
),

provision_ranks as (
    select
        local_authority_code,
        ward_code,
        pair_code,
        2 * rank() over (
            partition by local_authority_code, pair_code order by provision_value
        ) + count(*) over (
            partition by local_authority_code, pair_code, provision_value
        ) - 1 as doubled_provision_rank,
        2 * rank() over (
            partition by local_authority_code, pair_code order by indicator_value
        ) + count(*) over (
            partition by local_authority_code, pair_code, indicator_value
        ) - 1 as doubled_indicator_rank
    from wards_with_both
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
    from provision_ranks
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
