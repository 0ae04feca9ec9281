{{ config(materialized='ephemeral') }}

-- One row per served council and pair: rho with 95 % limits by Fisher's z, whose
-- standard error is that of Bonett and Wright (2000, Psychometrika 65, 23-28). Where
-- the ranks agree wholly, z is infinite and there are no limits.
with

settings as (
    select
        comparison.association_minimum_count,
        indicator.wilson_z_95
    from {{ ref('int_policy__comparison_settings') }} as comparison
    cross join {{ ref('int_policy__indicator_settings') }} as indicator
),

judged_rhos as (
    select
        spearman.local_authority_code,
        spearman.pair_code,
        spearman.wards_count,
        settings.wilson_z_95,
        case
            when spearman.wards_count = 0 then 'not_available'
            when spearman.wards_count < settings.association_minimum_count
                then 'too_few'
            when spearman.spearman_rho is null then 'not_applicable'
            else 'observed'
        end as rho_status,
        spearman.spearman_rho
    from {{ ref('int_associations__spearman') }} as spearman
    cross join settings
),

fisher_numbers as (
    select
        local_authority_code,
        pair_code,
        wards_count,
        rho_status,
        case when rho_status = 'observed' then spearman_rho end as spearman_rho,
        case
            when rho_status = 'observed' and abs(spearman_rho) < 1
                then atanh(spearman_rho)
        end as fisher_z,
        case
            when rho_status = 'observed'
                then
                    wilson_z_95
                    * sqrt((1 + power(spearman_rho, 2) / 2) / (wards_count - 3))
        end as fisher_margin
    from judged_rhos
),

spearman_limits as (
    select
        local_authority_code,
        pair_code,
        wards_count,
        rho_status,
        spearman_rho,
        round(tanh(fisher_z - fisher_margin), 9) as lower_95_value,
        round(tanh(fisher_z + fisher_margin), 9) as upper_95_value,
        case
            when rho_status != 'observed' then rho_status
            when fisher_z is null then 'not_applicable'
            else 'observed'
        end as interval_status,
        case
            when fisher_z - fisher_margin > 0 then 'above'
            when fisher_z + fisher_margin < 0 then 'below'
            when fisher_z is not null then 'around_none'
        end as interval_position
    from fisher_numbers
)

select * from spearman_limits
