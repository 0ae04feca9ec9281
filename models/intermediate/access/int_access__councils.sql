-- One row per council, served or not, and age group: whether its settings and its
-- children are held, of when they are, and how many settings have no place. A list that
-- failed its gate is not held; one that no gate judged is, as that of a neighbour.
with

landed_lists as (
    select
        latest.local_authority_code,
        latest.period_code,
        latest.period_end_date,
        case
            when latest.dataset_code = 'funded_places' then 'funded' else 'registered'
        end as places_counted,
        coalesce(gate.is_passed, true) as is_held
    from {{ ref('int_settings__latest_lists') }} as latest
    left join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            latest.local_authority_code = gate.local_authority_code
            and latest.dataset_code = gate.dataset_code
            and latest.period_code = gate.period_code
    where
        latest.dataset_code in (
            'council_settings', 'funded_places', 'settings_register'
        )
),

latest_months as (
    select
        local_authority_code,
        places_counted,
        min_by(period_code, period_end_date) as period_code,
        bool_and(is_held) as is_held
    from landed_lists
    group by local_authority_code, places_counted
),

populations as (
    select
        local_authority_code,
        max(period_code) as population_period_code,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_access__lsoa_children') }}
    group by local_authority_code
),

unplaced_settings as (
    select
        local_authority_code,
        age_group_code,
        bool_or(is_synthetic) as is_synthetic,
        count(*) filter (
            where latitude is null and offers = 'yes'
        ) as unplaced_settings_count,
        sum(places_count) filter (where latitude is null) as unplaced_places_count
    from {{ ref('int_access__offers') }}
    group by local_authority_code, age_group_code
),

councils as (
    select
        authorities.local_authority_code,
        ages.age_group_code,
        latest_months.period_code,
        populations.population_period_code,
        coalesce(latest_months.is_held, false) as has_settings,
        populations.population_period_code is not null as has_children,
        coalesce(list_gaps.has_school_nurseries, false) as has_school_nurseries,
        cast(coalesce(unplaced_settings.unplaced_settings_count, 0) as bigint)
            as unplaced_settings_count,
        cast(coalesce(unplaced_settings.unplaced_places_count, 0) as bigint)
            as unplaced_places_count,
        coalesce(unplaced_settings.is_synthetic, false)
        or coalesce(populations.is_synthetic, false) as is_synthetic
    from {{ ref('ref_local_authorities') }} as authorities
    cross join {{ ref('policy_provision_ages') }} as ages
    left join latest_months
        on
            authorities.local_authority_code = latest_months.local_authority_code
            and ages.places_counted = latest_months.places_counted
    left join populations
        on authorities.local_authority_code = populations.local_authority_code
    left join {{ ref('int_settings__list_gaps') }} as list_gaps
        on authorities.local_authority_code = list_gaps.local_authority_code
    left join unplaced_settings
        on
            authorities.local_authority_code = unplaced_settings.local_authority_code
            and ages.age_group_code = unplaced_settings.age_group_code
)

select * from councils
