{{ config(materialized='ephemeral') }}

-- One row a ward with both values of a pair: twice its rank by each, from the lowest.
-- Wards that tie share the mean of their places; twice that mean is a whole number, so
-- that the sums of ranks are exact.
with

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
)

select * from provision_ranks
