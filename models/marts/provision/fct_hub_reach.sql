with

held_lists as (
    select
        local_authority_code,
        max_by(period_code, period_end_date) as period_code
    from {{ ref('int_settings__latest_lists') }}
    where dataset_code in ('council_settings', 'early_years_services')
    group by local_authority_code
),

names as (
    select
        'lsoa' as candidate_kind,
        local_authority_code,
        area_code as candidate_code,
        area_name as candidate_name,
        ward_code
    from {{ ref('int_geography__small_areas') }}
    where area_role = 'small_area'

    union all

    select
        'setting' as candidate_kind,
        local_authority_code,
        setting_code as candidate_code,
        setting_name as candidate_name,
        ward_code
    from {{ ref('int_settings__settings') }}
    where may_be_named and not is_home_based

    union all

    select
        'service' as candidate_kind,
        local_authority_code,
        service_code as candidate_code,
        coalesce(venue_name, service_name) as candidate_name,
        ward_code
    from {{ ref('int_settings__services') }}
),

figures as (
    select
        reach.*,
        names.candidate_name,
        names.ward_code,
        held_lists.period_code,
        held_lists.local_authority_code is not null as is_held,
        row_number() over (
            partition by
                reach.local_authority_code,
                reach.candidate_kind,
                reach.age_group_code,
                reach.catchment_code
            order by
                reach.in_deprived_areas_newly_reached_count desc,
                reach.newly_reached_count desc,
                reach.candidate_code asc
        ) as reach_order
    from {{ ref('int_access__hub_reach') }} as reach
    inner join names
        on
            reach.candidate_kind = names.candidate_kind
            and reach.local_authority_code = names.local_authority_code
            and reach.candidate_code = names.candidate_code
    left join held_lists
        on reach.local_authority_code = held_lists.local_authority_code
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.candidate_kind,
    figures.candidate_code,
    figures.candidate_name,
    figures.ward_code,
    wards.ward_name,
    figures.age_group_code,
    ages.age_group_label,
    figures.catchment_code,
    catchments.catchment_label,
    cast(catchments.radius_metres as integer) as radius_metres,
    figures.period_code,
    periods.period_label,
    populations.population_period_code,
    figures.need_period_code,
    cast(figures.children_count as integer) as children_count,
    cast(figures.in_deprived_areas_count as integer) as in_deprived_areas_count,
    case when figures.is_held then cast(figures.newly_reached_count as integer) end
        as newly_reached_count,
    case
        when figures.is_held
            then cast(figures.in_deprived_areas_newly_reached_count as integer)
    end as numerator_count,
    cast(figures.council_out_of_reach_count as integer) as denominator_count,
    cast(figures.council_in_deprived_areas_count as integer)
        as council_in_deprived_areas_count,
    case
        when figures.is_held then round(
            cast(figures.in_deprived_areas_newly_reached_count as double)
            / nullif(figures.council_out_of_reach_count, 0), 6
        )
    end as value,
    case
        when not figures.is_held then 'not_available'
        when figures.council_out_of_reach_count = 0 then 'not_applicable'
        else 'observed'
    end as value_status,
    'rate' as value_unit,
    case when figures.is_held then cast(figures.reach_order as integer) end
        as reach_order,
    figures.lacks_deprivation,
    figures.is_estimate,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('hub_reach') }} as caution_codes,
    {{ caution_text('hub_reach') }} as caution
from figures
inner join {{ ref('ref_local_authorities') }} as councils
    on
        figures.local_authority_code = councils.local_authority_code
        and councils.is_served
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('policy_provision_ages') }} as ages
    on figures.age_group_code = ages.age_group_code
inner join {{ ref('policy_catchments') }} as catchments
    on figures.catchment_code = catchments.catchment_code
inner join {{ ref('int_access__councils') }} as populations
    on
        figures.local_authority_code = populations.local_authority_code
        and figures.age_group_code = populations.age_group_code
left join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
cross join {{ ref('int_policy__caution_texts') }} as texts
