-- One row per ward, age group and catchment: its means beside what lies within reach
-- and the councils around it.
with

ward_access as (
    select
        means.local_authority_code,
        means.ward_code,
        means.age_group_code,
        means.catchment_code,
        means.children_count,
        means.known_children_count,
        means.places_per_child,
        means.council_places_per_child,
        means.council_ratio,
        means.band_code,
        means.band_label,
        means.band_short_label,
        case when councils.has_settings then coalesce(reach.settings_count, 0) end
            as settings_count,
        case
            when councils.has_settings
                then coalesce(reach.settings_with_places_count, 0)
        end as settings_with_places_count,
        case
            when councils.has_settings then coalesce(reach.settings_not_told_count, 0)
        end as settings_not_told_count,
        case when councils.has_settings then coalesce(reach.places_count, 0) end
            as places_count,
        means.nearest_mean_metres,
        means.measured_children_count,
        means.beyond_children_count,
        neighbours.neighbours_count,
        neighbours.missing_neighbours_count,
        neighbours.lsoas_near_missing_count,
        means.is_estimate,
        means.is_synthetic
    from {{ ref('int_access__ward_means') }} as means
    inner join {{ ref('int_access__councils') }} as councils
        on
            means.local_authority_code = councils.local_authority_code
            and means.age_group_code = councils.age_group_code
    left join {{ ref('int_access__ward_reach') }} as reach
        on
            means.ward_code = reach.ward_code
            and means.age_group_code = reach.age_group_code
            and means.catchment_code = reach.catchment_code
    left join {{ ref('int_access__neighbours') }} as neighbours
        on
            means.ward_code = neighbours.area_code
            and means.age_group_code = neighbours.age_group_code
            and means.catchment_code = neighbours.catchment_code
)

select * from ward_access
