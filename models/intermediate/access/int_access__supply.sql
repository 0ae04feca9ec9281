-- First step of the floating catchment: one row a setting with known places, age group
-- and catchment, with the children who live within reach of it and its places for each.
with

children_in_reach as (
    select
        reach.local_authority_code,
        reach.setting_code,
        reach.age_group_code,
        reach.catchment_code,
        reach.places_count,
        cast(sum(children.children_count) as bigint) as children_count
    from {{ ref('int_access__reach') }} as reach
    inner join {{ ref('int_access__lsoa_children') }} as children
        on
            reach.lsoa_2021_code = children.lsoa_2021_code
            and reach.age_group_code = children.age_group_code
    where reach.places_count is not null
    group by
        reach.local_authority_code,
        reach.setting_code,
        reach.age_group_code,
        reach.catchment_code,
        reach.places_count
),

supply as (
    select
        *,
        cast(places_count as double) / children_count as places_per_child
    from children_in_reach
    where children_count > 0
)

select * from supply
