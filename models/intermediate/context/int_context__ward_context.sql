-- One row a ward, topic, category and period: what the census and the indices of
-- deprivation say of the people who live there.
with

context_facts as (
    select
        local_authority_code,
        ward_code,
        topic_code,
        category_code,
        period_code,
        cast(counted_value as bigint) as counted_count,
        cast(total_value as bigint) as total_count,
        is_estimate,
        is_synthetic
    from {{ ref('int_context__census_shares') }}

    union all

    select
        local_authority_code,
        ward_code,
        topic_code,
        category_code,
        period_code,
        cast(counted_value as bigint) as counted_count,
        cast(total_value as bigint) as total_count,
        is_estimate,
        is_synthetic
    from {{ ref('int_context__deprivation_shares') }}
)

select * from context_facts
