{{ config(materialized='ephemeral') }}

-- First step of the floating catchment: one row a placed setting, age group that it
-- offers or may offer, and catchment, with the children who live within reach of it and
-- its places for each. Null where its places are not known or no child is within reach.
with

children_in_reach as (
    select
        reach.local_authority_code,
        reach.setting_code,
        reach.catchment_code,
        children.age_group_code,
        cast(sum(children.children_count) as bigint) as children_count,
        bool_or(children.is_synthetic) as is_synthetic
    from {{ ref('int_access__reach') }} as reach
    inner join {{ ref('int_access__lsoa_children') }} as children
        on reach.lsoa_2021_code = children.lsoa_2021_code
    group by
        reach.local_authority_code,
        reach.setting_code,
        reach.catchment_code,
        children.age_group_code
),

supply as (
    select
        offers.local_authority_code,
        offers.setting_code,
        offers.age_group_code,
        catchments.catchment_code,
        offers.offers,
        offers.places_count,
        children_in_reach.children_count,
        cast(offers.places_count as double)
        / nullif(children_in_reach.children_count, 0) as places_per_child,
        offers.is_synthetic
        or coalesce(children_in_reach.is_synthetic, false) as is_synthetic
    from {{ ref('int_access__offers') }} as offers
    cross join {{ ref('policy_catchments') }} as catchments
    left join children_in_reach
        on
            offers.local_authority_code = children_in_reach.local_authority_code
            and offers.setting_code = children_in_reach.setting_code
            and offers.age_group_code = children_in_reach.age_group_code
            and catchments.catchment_code = children_in_reach.catchment_code
    where offers.latitude is not null
)

select * from supply
