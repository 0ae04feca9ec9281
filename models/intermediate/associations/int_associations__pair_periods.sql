{{ config(materialized='ephemeral') }}

-- One row per council and question: what the rows of its wards say together.
with

pair_periods as (
    select
        local_authority_code,
        pair_code,
        max(provision_period_code) as provision_period_code,
        max(indicator_period_code) as indicator_period_code,
        max(polarity) as polarity,
        count(*) as council_wards_count,
        bool_or(lacks_school_nurseries) as lacks_school_nurseries,
        bool_or(is_estimate) as is_estimate,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_associations__provision_pairs') }}
    group by local_authority_code, pair_code
)

select * from pair_periods
