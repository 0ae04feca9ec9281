-- One row per LSOA of a served council, age group and catchment: places per child
-- within reach, with what is known and what is not. Where nothing lies within reach
-- access is zero; where something does, of which nothing was reported, it is unknown.
with

spine as (
    select
        areas.local_authority_code,
        areas.ward_code,
        areas.area_code as lsoa_2021_code,
        catchments.catchment_code,
        catchments.radius_metres,
        councils.age_group_code,
        councils.has_settings,
        councils.is_synthetic
    from {{ ref('int_geography__areas') }} as areas
    inner join {{ ref('int_access__councils') }} as councils
        on areas.local_authority_code = councils.local_authority_code
    cross join {{ ref('policy_catchments') }} as catchments
    where areas.area_role = 'small_area' and areas.ward_code is not null
),

reach_and_children as (
    select
        spine.local_authority_code,
        spine.ward_code,
        spine.lsoa_2021_code,
        spine.age_group_code,
        spine.catchment_code,
        spine.radius_metres,
        children.children_count,
        coalesce(children.is_estimate, false) as is_estimate,
        case when spine.has_settings then nearest.nearest_metres end as nearest_metres,
        case when spine.has_settings then coalesce(reach.settings_count, 0) end
            as settings_count,
        case when spine.has_settings then coalesce(reach.settings_not_told_count, 0) end
            as settings_not_told_count,
        case
            when spine.has_settings then coalesce(reach.settings_with_places_count, 0)
        end as settings_with_places_count,
        case when spine.has_settings then coalesce(reach.places_count, 0) end
            as places_count,
        coalesce(reach.places_per_child, 0) as places_per_child,
        spine.is_synthetic or coalesce(reach.is_synthetic, false) as is_synthetic
    from spine
    left join {{ ref('int_access__lsoa_children') }} as children
        on
            spine.lsoa_2021_code = children.lsoa_2021_code
            and spine.age_group_code = children.age_group_code
    left join {{ ref('int_access__lsoa_reach') }} as reach
        on
            spine.lsoa_2021_code = reach.lsoa_2021_code
            and spine.age_group_code = reach.age_group_code
            and spine.catchment_code = reach.catchment_code
    left join {{ ref('int_access__nearest') }} as nearest
        on
            spine.lsoa_2021_code = nearest.lsoa_2021_code
            and spine.age_group_code = nearest.age_group_code
),

lsoa_access as (
    select
        local_authority_code,
        ward_code,
        lsoa_2021_code,
        age_group_code,
        catchment_code,
        children_count,
        is_estimate,
        settings_count,
        settings_not_told_count,
        settings_with_places_count,
        places_count,
        nearest_metres,
        nearest_metres > radius_metres as is_beyond,
        case
            when
                children_count is not null
                and (
                    settings_with_places_count > 0
                    or settings_count + settings_not_told_count = 0
                )
                then places_per_child
        end as places_per_child,
        is_synthetic
    from reach_and_children
)

select * from lsoa_access
