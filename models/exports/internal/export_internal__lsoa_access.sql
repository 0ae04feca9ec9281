select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.lsoa_2021_code,
    figures.age_group_code,
    figures.age_group_label,
    figures.catchment_code,
    figures.catchment_label,
    figures.radius_metres,
    figures.period_code,
    figures.population_period_code,
    figures.children_count,
    cast(figures.access_value as double) as access_value,
    figures.value_status,
    figures.settings_reachable_count,
    figures.settings_with_places_count,
    figures.settings_not_told_count,
    figures.places_reachable_count,
    figures.nearest_metres,
    figures.nearest_status,
    figures.neighbours_status,
    figures.missing_neighbours_count,
    figures.school_nurseries_status,
    figures.is_estimate,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_lsoa_access') }} as figures
inner join {{ ref('dim_ward') }} as wards
    on figures.ward_code = wards.ward_code
order by figures.lsoa_2021_code, figures.age_group_code, figures.catchment_code
