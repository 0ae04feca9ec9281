{{ config(materialized='ephemeral') }}

-- One row per owner, dataset and period: when its release came and was expected. What
-- is published for the whole country is owned by 'all'.
with

owned_arrivals as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        release_id,
        received_date,
        expected_date,
        late_after_date,
        too_late_after_date
    from {{ ref('int_quality__arrivals') }}

    union all

    select distinct
        dataset_code,
        'all' as local_authority_code,
        period_code,
        release_id,
        received_date,
        expected_date,
        late_after_date,
        too_late_after_date
    from {{ ref('int_quality__arrivals') }}
)

select * from owned_arrivals
