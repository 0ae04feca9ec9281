{{ config(materialized='ephemeral') }}

-- One row per ward, index and edition: LSOAs in the worst decile of England of all of
-- its LSOAs. Ranks and deciles are never averaged.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

deprivation_deciles as (
    select
        local_authority_code,
        ward_code,
        'imd' as category_code,
        period_code,
        imd_decile as decile,
        is_synthetic
    from {{ ref('int_linked__deprivation_rows') }}
    where residence_status = 'in_ward'

    union all

    select
        local_authority_code,
        ward_code,
        'idaci' as category_code,
        period_code,
        idaci_decile as decile,
        is_synthetic
    from {{ ref('int_linked__deprivation_rows') }}
    where residence_status = 'in_ward' and idaci_decile is not null
),

deprivation_shares as (
    select
        deciles.local_authority_code,
        deciles.ward_code,
        'worst_decile' as topic_code,
        deciles.category_code,
        deciles.period_code,
        cast(count(*) filter (
            where deciles.decile <= settings.worst_decile
        ) as double) as counted_value,
        cast(count(*) as double) as total_value,
        false as is_estimate,
        bool_or(deciles.is_synthetic) as is_synthetic
    from deprivation_deciles as deciles
    cross join settings
    group by
        deciles.local_authority_code,
        deciles.ward_code,
        deciles.category_code,
        deciles.period_code
)

select * from deprivation_shares
