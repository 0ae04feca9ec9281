with

figures as (
    select
        *,
        round(places_per_child * 100, 6) as value,
        case
            when places_per_child is not null then 'observed'
            when children_count = 0 then 'not_applicable'
            else 'not_available'
        end as value_status,
        settings_count as settings_reachable_count
    from {{ ref('int_access__ward_access') }}
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.age_group_code,
    ages.age_group_label,
    figures.catchment_code,
    catchments.catchment_label,
    cast(catchments.radius_metres as integer) as radius_metres,
    councils.period_code,
    periods.period_label,
    councils.population_period_code,
    cast(figures.children_count as integer) as children_count,
    cast(figures.known_children_count as integer) as known_children_count,
    figures.value,
    figures.value_status,
    'per_100' as value_unit,
    case
        when figures.council_places_per_child is not null then 'own'
    end as comparator_code,
    case
        when figures.council_places_per_child is not null
            then wards.local_authority_name
    end as comparator_label,
    round(figures.council_places_per_child * 100, 6) as comparator_value,
    round(figures.council_ratio, 6) as comparator_ratio,
    figures.band_code,
    figures.band_label,
    figures.band_short_label,
    cast(figures.settings_count as integer) as settings_reachable_count,
    cast(figures.settings_with_places_count as integer) as settings_with_places_count,
    cast(figures.settings_not_told_count as integer) as settings_not_told_count,
    cast(figures.places_count as integer) as places_reachable_count,
    cast(round(figures.nearest_mean_metres) as integer) as nearest_mean_metres,
    case
        when figures.nearest_mean_metres is null then 'not_available' else 'observed'
    end as nearest_status,
    cast(figures.beyond_children_count as integer) as beyond_children_count,
    {{ neighbours_status('figures') }} as neighbours_status,
    cast(coalesce(figures.missing_neighbours_count, 0) as integer)
        as missing_neighbours_count,
    cast(coalesce(figures.lsoas_near_missing_count, 0) as integer)
        as lsoas_near_missing_count,
    case when councils.has_school_nurseries then 'held' else 'absent' end
        as school_nurseries_status,
    cast(councils.unplaced_settings_count as integer) as unplaced_settings_count,
    cast(councils.unplaced_places_count as integer) as unplaced_places_count,
    figures.is_estimate,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('access') }} as caution_codes,
    {{ caution_text('access') }} as caution
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
cross join {{ ref('int_policy__caution_texts') }} as texts
