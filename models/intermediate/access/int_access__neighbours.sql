-- One row per LSOA or ward of ours, age group and catchment with an LSOA of another
-- council within the radius: how many councils these belong to, and of how many the
-- settings or the children have not been landed. There access can't be known.
with

neighbours_in_reach as (
    select distinct
        pairs.lsoa_2021_code,
        areas.local_authority_code,
        areas.ward_code,
        catchments.catchment_code,
        pairs.local_authority_code as neighbour_code
    from {{ ref('int_access__pairs') }} as pairs
    inner join {{ ref('int_geography__areas') }} as areas
        on
            pairs.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    cross join {{ ref('policy_catchments') }} as catchments
    where
        areas.ward_code is not null
        and pairs.point_kind = 'lsoa'
        and pairs.local_authority_code != areas.local_authority_code
        and pairs.distance_metres <= catchments.radius_metres
),

judged_neighbours as (
    select
        neighbours_in_reach.*,
        councils.age_group_code,
        councils.has_settings and councils.has_children as is_held
    from neighbours_in_reach
    inner join {{ ref('int_access__councils') }} as councils
        on neighbours_in_reach.neighbour_code = councils.local_authority_code
),

neighbours as (
    select
        local_authority_code,
        'lsoa_2021' as area_kind,
        lsoa_2021_code as area_code,
        age_group_code,
        catchment_code,
        count(*) as neighbours_count,
        count(*) filter (where not is_held) as missing_neighbours_count,
        max(case when is_held then 0 else 1 end) as lsoas_near_missing_count
    from judged_neighbours
    group by local_authority_code, lsoa_2021_code, age_group_code, catchment_code

    union all

    select
        local_authority_code,
        'ward' as area_kind,
        ward_code as area_code,
        age_group_code,
        catchment_code,
        count(distinct neighbour_code) as neighbours_count,
        count(distinct case when not is_held then neighbour_code end)
            as missing_neighbours_count,
        count(distinct case when not is_held then lsoa_2021_code end)
            as lsoas_near_missing_count
    from judged_neighbours
    group by local_authority_code, ward_code, age_group_code, catchment_code
)

select * from neighbours
