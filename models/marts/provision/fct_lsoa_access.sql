with

figures as (
    select
        lsoas.local_authority_code,
        lsoas.ward_code,
        lsoas.lsoa_2021_code,
        lsoas.age_group_code,
        lsoas.catchment_code,
        lsoas.children_count,
        round(lsoas.places_per_child * 100, 6) as value,
        case
            when lsoas.places_per_child is null then 'not_available' else 'observed'
        end as value_status,
        lsoas.settings_count as settings_reachable_count,
        lsoas.settings_with_places_count,
        lsoas.settings_not_told_count,
        lsoas.places_count as places_reachable_count,
        cast(round(lsoas.nearest_metres) as integer) as nearest_metres,
        case
            when lsoas.nearest_metres is null then 'not_available' else 'observed'
        end as nearest_status,
        {{ neighbours_status('neighbours') }} as neighbours_status,
        coalesce(neighbours.missing_neighbours_count, 0) as missing_neighbours_count,
        lsoas.is_estimate,
        lsoas.is_synthetic
    from {{ ref('int_access__lsoa_access') }} as lsoas
    left join {{ ref('int_access__neighbours') }} as neighbours
        on
            lsoas.lsoa_2021_code = neighbours.area_code
            and lsoas.age_group_code = neighbours.age_group_code
            and lsoas.catchment_code = neighbours.catchment_code
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.lsoa_2021_code,
    figures.age_group_code,
    ages.age_group_label,
    figures.catchment_code,
    catchments.catchment_label,
    cast(catchments.radius_metres as integer) as radius_metres,
    councils.period_code,
    periods.period_label,
    councils.population_period_code,
    cast(figures.children_count as integer) as children_count,
    figures.value,
    figures.value_status,
    'per_100' as value_unit,
    cast(figures.settings_reachable_count as integer) as settings_reachable_count,
    cast(figures.settings_with_places_count as integer) as settings_with_places_count,
    cast(figures.settings_not_told_count as integer) as settings_not_told_count,
    cast(figures.places_reachable_count as integer) as places_reachable_count,
    figures.nearest_metres,
    figures.nearest_status,
    figures.neighbours_status,
    cast(figures.missing_neighbours_count as integer) as missing_neighbours_count,
    case when councils.has_school_nurseries then 'held' else 'absent' end
        as school_nurseries_status,
    figures.is_estimate,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('access') }} as caution_codes
from figures
inner join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('policy_provision_ages') }} as ages
    on figures.age_group_code = ages.age_group_code
inner join {{ ref('policy_catchments') }} as catchments
    on figures.catchment_code = catchments.catchment_code
inner join {{ ref('int_access__councils') }} as councils
    on
        figures.local_authority_code = councils.local_authority_code
        and figures.age_group_code = councils.age_group_code
left join {{ ref('ref_periods') }} as periods
    on councils.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
