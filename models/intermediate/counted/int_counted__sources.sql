-- One row a council, dataset and period that was landed or that an indicator of a
-- served council needs.
with

served_councils as (
    select local_authority_code
    from {{ ref('ref_local_authorities') }}
    where is_served
),

needed_sources as (
    select distinct
        served_councils.local_authority_code,
        sources.dataset_code,
        sources.source_period_code as period_code
    from {{ ref('int_counted__source_periods') }} as sources
    cross join served_councils
),

landed_sources as (
    select
        local_authority_code,
        dataset_code,
        period_code
    from {{ ref('int_linked__row_accounts') }}
),

all_sources as (
    select * from needed_sources

    union

    select * from landed_sources
)

select * from all_sources
