-- The two steps of the floating catchment. First each placed setting that offers places
-- for an age group, or may offer them, is shared by the children within reach of it:
-- null where its places are not known or no child is within reach. Then one row per
-- LSOA, age group and catchment has what lies within reach and the sum of the places
-- per child.
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
),

lsoa_reach as (
    select
        reach.lsoa_2021_code,
        supply.age_group_code,
        reach.catchment_code,
        count(*) filter (where supply.offers = 'yes') as settings_count,
        count(*) filter (where supply.offers != 'yes') as settings_not_told_count,
        count(supply.places_count) as settings_with_places_count,
        cast(coalesce(sum(supply.places_count), 0) as bigint) as places_count,
        -- Added up as decimals: no last digit depends on the order of rows.
        round(
            cast(
                coalesce(sum(cast(supply.places_per_child as decimal(38, 15))), 0)
                as double
            ),
            12
        ) as places_per_child,
        bool_or(supply.is_synthetic) as is_synthetic
    from {{ ref('int_access__reach') }} as reach
    inner join supply
        on
            reach.local_authority_code = supply.local_authority_code
            and reach.setting_code = supply.setting_code
            and reach.catchment_code = supply.catchment_code
    group by reach.lsoa_2021_code, supply.age_group_code, reach.catchment_code
)

select * from lsoa_reach
