{{ config(materialized='ephemeral') }}

-- One row per place where a hub could be, age group of policy and catchment: children
-- of its council whom it would reach and whom no hub of the latest lists reaches yet.
-- In need is who lives where deprivation that affects children is among the highest;
-- where that is not known, children are in reach and not known to be in need.
with

hubs as (
    select
        'setting' as point_kind,
        places.local_authority_code,
        places.setting_code as point_code
    from {{ ref('int_settings__settings') }} as places
    inner join {{ ref('policy_setting_types') }} as kinds
        on places.setting_type_code = kinds.setting_type_code and kinds.is_hub

    union all

    select
        'service' as point_kind,
        places.local_authority_code,
        places.service_code as point_code
    from {{ ref('int_settings__services') }} as places
    inner join {{ ref('policy_setting_types') }} as kinds
        on places.service_type_code = kinds.setting_type_code and kinds.is_hub
),

reach as (
    select
        pairs.lsoa_2021_code,
        pairs.point_kind,
        pairs.local_authority_code,
        pairs.point_code,
        catchments.catchment_code
    from {{ ref('int_access__pairs') }} as pairs
    inner join {{ ref('policy_catchments') }} as catchments
        on pairs.distance_metres <= catchments.radius_metres
),

reached_lsoas as (
    select distinct
        reach.lsoa_2021_code,
        reach.catchment_code
    from reach
    inner join hubs
        on
            reach.point_kind = hubs.point_kind
            and reach.local_authority_code = hubs.local_authority_code
            and reach.point_code = hubs.point_code
),

deprivation as (
    select
        indices.area_code as lsoa_2021_code,
        indices.period_code,
        indices.is_synthetic,
        indices.idaci_decile <= limits.hub_deprived_decile as is_in_deprived_area
    from {{ ref('int_linked__deprivation_rows') }} as indices
    inner join {{ ref('ref_periods') }} as editions
        on indices.period_code = editions.period_code
    cross join {{ ref('int_policy__distance_settings') }} as limits
    where indices.idaci_decile is not null and indices.reject_reason_code is null
    qualify dense_rank() over (order by editions.start_date desc) = 1
),

children as (
    select
        children.local_authority_code,
        children.lsoa_2021_code,
        children.age_group_code,
        children.children_count,
        deprivation.is_in_deprived_area,
        deprivation.period_code as need_period_code,
        children.is_estimate,
        children.is_synthetic
        or coalesce(deprivation.is_synthetic, false) as is_synthetic
    from {{ ref('int_access__lsoa_children') }} as children
    inner join {{ ref('policy_provision_ages') }} as ages
        on children.age_group_code = ages.age_group_code and ages.is_for_hubs
    left join deprivation on children.lsoa_2021_code = deprivation.lsoa_2021_code
),

hub_reach as (
    select
        reach.local_authority_code,
        reach.point_kind as candidate_kind,
        reach.point_code as candidate_code,
        reach.catchment_code,
        children.age_group_code,
        max(children.need_period_code) as need_period_code,
        cast(sum(children.children_count) as bigint) as children_count,
        cast(coalesce(sum(children.children_count) filter (
            where children.is_in_deprived_area
        ), 0) as bigint) as in_deprived_areas_count,
        cast(coalesce(sum(children.children_count) filter (
            where reached_lsoas.lsoa_2021_code is null
        ), 0) as bigint) as newly_reached_count,
        cast(coalesce(sum(children.children_count) filter (
            where reached_lsoas.lsoa_2021_code is null and children.is_in_deprived_area
        ), 0) as bigint) as in_deprived_areas_newly_reached_count,
        bool_or(children.is_in_deprived_area is null) as lacks_deprivation,
        bool_or(children.is_estimate) as is_estimate,
        bool_or(children.is_synthetic) as is_synthetic
    from reach
    inner join children
        on
            reach.lsoa_2021_code = children.lsoa_2021_code
            and reach.local_authority_code = children.local_authority_code
    left join reached_lsoas
        on
            reach.lsoa_2021_code = reached_lsoas.lsoa_2021_code
            and reach.catchment_code = reached_lsoas.catchment_code
    group by
        reach.local_authority_code,
        reach.point_kind,
        reach.point_code,
        reach.catchment_code,
        children.age_group_code
),

council_totals as (
    select
        children.local_authority_code,
        children.age_group_code,
        catchments.catchment_code,
        cast(coalesce(sum(children.children_count) filter (
            where children.is_in_deprived_area
        ), 0) as bigint) as council_in_deprived_areas_count,
        cast(coalesce(sum(children.children_count) filter (
            where reached_lsoas.lsoa_2021_code is null and children.is_in_deprived_area
        ), 0) as bigint) as council_out_of_reach_count
    from children
    cross join {{ ref('policy_catchments') }} as catchments
    left join reached_lsoas
        on
            children.lsoa_2021_code = reached_lsoas.lsoa_2021_code
            and catchments.catchment_code = reached_lsoas.catchment_code
    group by
        children.local_authority_code,
        children.age_group_code,
        catchments.catchment_code
)

select
    hub_reach.*,
    council_totals.council_in_deprived_areas_count,
    council_totals.council_out_of_reach_count
from hub_reach
inner join council_totals
    on
        hub_reach.local_authority_code = council_totals.local_authority_code
        and hub_reach.age_group_code = council_totals.age_group_code
        and hub_reach.catchment_code = council_totals.catchment_code
