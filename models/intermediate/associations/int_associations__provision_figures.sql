-- One row a ward and figure of provision that a question of policy may ask about: what
-- lies in the ward, and what lies within reach of it.
with

in_the_ward as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.measure_code,
        ward_values.category_code,
        ward_values.indicator_value as provision_value,
        ward_values.denominator_count,
        ward_values.value_status,
        ward_values.period_code,
        not list_gaps.has_school_nurseries as lacks_school_nurseries,
        false as is_estimate,
        ward_values.is_synthetic
    from {{ ref('int_provision__ward_values') }} as ward_values
    inner join {{ ref('int_settings__list_gaps') }} as list_gaps
        on ward_values.local_authority_code = list_gaps.local_authority_code
),

within_reach as (
    select
        ward_access.local_authority_code,
        ward_access.ward_code,
        'reachable_places_per_100_children' as measure_code,
        concat_ws('_', ward_access.age_group_code, ward_access.catchment_code)
            as category_code,
        ward_access.places_per_child * 100 as provision_value,
        ward_access.children_count as denominator_count,
        case
            when ward_access.places_per_child is not null then 'observed'
            when ward_access.children_count = 0 then 'not_applicable'
            else 'not_available'
        end as value_status,
        councils.period_code,
        not councils.has_school_nurseries as lacks_school_nurseries,
        ward_access.is_estimate,
        ward_access.is_synthetic
    from {{ ref('int_access__ward_access') }} as ward_access
    inner join {{ ref('int_access__councils') }} as councils
        on
            ward_access.local_authority_code = councils.local_authority_code
            and ward_access.age_group_code = councils.age_group_code
),

provision_figures as (
    select * from in_the_ward

    union all

    select * from within_reach
)

select * from provision_figures
