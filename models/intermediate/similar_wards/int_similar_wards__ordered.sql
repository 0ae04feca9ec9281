{{ config(materialized='ephemeral') }}

-- One row per ward and each other ward of its council, the most like it in context
-- first: the root of the mean squared difference over the variables that both have.
with

scores as (
    select * from {{ ref('int_similar_wards__standardised_context') }}
),

distances as (
    select
        own.local_authority_code,
        own.ward_code,
        other.ward_code as nearest_ward_code,
        cast(count(*) as integer) as variables_count,
        bool_or(own.is_synthetic or other.is_synthetic) as is_synthetic,
        round(
            sqrt(avg(power(own.standard_score - other.standard_score, 2))), 9
        ) as context_distance
    from scores as own
    inner join scores as other
        on
            own.local_authority_code = other.local_authority_code
            and own.topic_code = other.topic_code
            and own.category_code = other.category_code
            and own.ward_code != other.ward_code
    group by own.local_authority_code, own.ward_code, other.ward_code
),

ordered_wards as (
    select
        *,
        cast(row_number() over (
            partition by ward_code order by context_distance, nearest_ward_code
        ) as integer) as nearest_order
    from distances
)

select * from ordered_wards
