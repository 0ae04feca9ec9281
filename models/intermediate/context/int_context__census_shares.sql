{{ config(materialized='ephemeral') }}

-- One row per ward, topic and category of the census. Tables by MSOA are spread by the
-- residents of their LSOAs and say that they are estimates.
with

census_parts as (
    select
        census_rows.local_authority_code,
        census_rows.ward_code,
        census_rows.topic_code,
        census_rows.category_code,
        census_rows.period_code,
        cast(census_rows.counted_value as double) as counted_value,
        false as is_estimate,
        census_rows.is_synthetic
    from {{ ref('int_linked__census_rows') }} as census_rows
    where
        census_rows.residence_status = 'in_ward'
        and census_rows.area_role = 'small_area'

    union all

    select
        msoa_parts.local_authority_code,
        msoa_parts.ward_code,
        census_rows.topic_code,
        census_rows.category_code,
        census_rows.period_code,
        census_rows.counted_value * msoa_parts.resident_share as counted_value,
        true as is_estimate,
        census_rows.is_synthetic
    from {{ ref('int_linked__census_rows') }} as census_rows
    inner join {{ ref('int_context__msoa_ward_shares') }} as msoa_parts
        on census_rows.area_code = msoa_parts.msoa_2021_code
    where
        census_rows.residence_status = 'in_ward'
        and census_rows.area_role = 'larger_area'
),

census_counts as (
    select
        census_parts.local_authority_code,
        census_parts.ward_code,
        census_parts.topic_code,
        census_parts.category_code,
        census_parts.period_code,
        categories.is_total,
        round(sum(census_parts.counted_value), 0) as counted_value,
        bool_or(census_parts.is_estimate) as is_estimate,
        bool_or(census_parts.is_synthetic) as is_synthetic
    from census_parts
    inner join {{ ref('ref_context_categories') }} as categories
        on
            census_parts.topic_code = categories.topic_code
            and census_parts.category_code = categories.category_code
    group by
        census_parts.local_authority_code,
        census_parts.ward_code,
        census_parts.topic_code,
        census_parts.category_code,
        census_parts.period_code,
        categories.is_total
),

census_shares as (
    select
        parts.local_authority_code,
        parts.ward_code,
        parts.topic_code,
        parts.category_code,
        parts.period_code,
        parts.counted_value,
        totals.counted_value as total_value,
        parts.is_estimate,
        parts.is_synthetic
    from census_counts as parts
    inner join census_counts as totals
        on
            parts.ward_code = totals.ward_code
            and parts.topic_code = totals.topic_code
            and parts.period_code = totals.period_code
            and totals.is_total
    where not parts.is_total
)

select * from census_shares
