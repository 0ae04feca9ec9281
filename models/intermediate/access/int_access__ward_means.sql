{{ config(materialized='ephemeral') }}

-- One row per ward, age group and catchment: the mean of its LSOAs, weighted by their
-- children, beside that of its council, and the band that policy gives to the two. A
-- mean is taken over the children whose LSOA's access is known; where these are too
-- small a share there is none, or only those far from everything would be in it.
with

lsoa_access as (
    select
        *,
        case when places_per_child is not null then children_count end
            as known_children_count,
        case when nearest_metres is not null then children_count end
            as measured_children_count
    from {{ ref('int_access__lsoa_access') }}
),

wards as (
    select
        local_authority_code,
        ward_code,
        age_group_code,
        catchment_code,
        {{ known_sum('children_count') }} as children_count,
        cast(coalesce(sum(known_children_count), 0) as bigint) as known_children_count,
        sum(places_per_child * known_children_count) as weighted_places,
        cast(sum(measured_children_count) as bigint) as measured_children_count,
        sum(nearest_metres * measured_children_count) as weighted_metres,
        cast(sum(case
            when is_beyond then measured_children_count
            when not is_beyond then 0
        end) as bigint) as beyond_children_count,
        bool_or(is_estimate) as is_estimate,
        bool_or(is_synthetic) as is_synthetic
    from lsoa_access
    group by local_authority_code, ward_code, age_group_code, catchment_code
),

wards_beside_council as (
    select
        *,
        sum(weighted_places) over (
            partition by local_authority_code, age_group_code, catchment_code
        ) as council_weighted_places,
        sum(known_children_count) over (
            partition by local_authority_code, age_group_code, catchment_code
        ) as council_known_count,
        sum(children_count) over (
            partition by local_authority_code, age_group_code, catchment_code
        ) as council_children_count
    from wards
),

known_means as (
    select
        wards.*,
        case
            when
                wards.known_children_count
                >= wards.children_count * limits.low_coverage_rate
                then round(
                    wards.weighted_places / nullif(wards.known_children_count, 0), 9
                )
        end as places_per_child,
        case
            when
                wards.council_known_count
                >= wards.council_children_count * limits.low_coverage_rate
                then round(
                    wards.council_weighted_places
                    / nullif(wards.council_known_count, 0), 9
                )
        end as council_places_per_child,
        round(wards.weighted_metres / nullif(wards.measured_children_count, 0), 3)
            as nearest_mean_metres
    from wards_beside_council as wards
    cross join {{ ref('int_policy__indicator_settings') }} as limits
),

ratios as (
    select
        *,
        round(places_per_child / nullif(council_places_per_child, 0), 6)
            as council_ratio
    from known_means
),

ward_means as (
    select
        ratios.*,
        bands.band_code,
        bands.band_label,
        bands.band_short_label
    from ratios
    left join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'access'
            and ratios.council_ratio >= coalesce(bands.value_from, ratios.council_ratio)
            and ratios.council_ratio
            < coalesce(bands.value_to, ratios.council_ratio + 1)
)

select * from ward_means
