-- One row per dataset, council and period: how many landed rows count where. The five
-- counts add up to what was landed.
with

accounts as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        count(*) as landed_rows_count,
        count(*) filter (
            where residence_status = 'in_ward'
        ) as in_ward_rows_count,
        count(*) filter (
            where residence_status = 'resident_elsewhere'
        ) as resident_elsewhere_rows_count,
        count(*) filter (
            where residence_status = 'address_unusable'
        ) as address_unusable_rows_count,
        count(*) filter (
            where residence_status = 'not_by_ward'
        ) as not_by_ward_rows_count,
        count(*) filter (
            where residence_status = 'rejected'
        ) as rejected_rows_count,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_linked__rows') }}
    group by dataset_code, local_authority_code, period_code
)

select * from accounts
