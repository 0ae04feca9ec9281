{{ config(materialized='ephemeral') }}

-- One row per ward of a served council, measure and type of service: how many the
-- directory has there, and of which share of them the hours are known. A type that the
-- directory does not have in the ward is 0; without a directory there is no count.
with

services_with_hours as (
    select distinct
        local_authority_code,
        place_code
    from {{ ref('int_settings__hours') }}
    where place_kind = 'service'
),

services as (
    select
        directory.local_authority_code,
        directory.service_type_code,
        directory.ward_code,
        directory.is_synthetic,
        case when services_with_hours.place_code is not null then 1 end as known_hours
    from {{ ref('int_settings__services') }} as directory
    left join services_with_hours
        on
            directory.local_authority_code = services_with_hours.local_authority_code
            and directory.service_code = services_with_hours.place_code
),

counts as (
    select
        ward_code,
        service_type_code,
        cast(count(*) as integer) as services_count,
        cast(count(known_hours) as integer) as services_with_hours_count
    from services
    where ward_code is not null
    group by ward_code, service_type_code
),

unplaced_counts as (
    select
        local_authority_code,
        service_type_code,
        cast(count(*) as integer) as services_count
    from services
    where ward_code is null
    group by local_authority_code, service_type_code
),

-- That a ward has none is as made up as the directory that says so.
directories as (
    select
        local_authority_code,
        bool_or(is_synthetic) as is_synthetic
    from services
    group by local_authority_code
),

ward_services as (
    select
        wards.local_authority_code,
        wards.ward_code,
        service_types.allowed_value as service_type_code,
        lists.period_code,
        coalesce(lists.is_passed, false) as is_held,
        coalesce(counts.services_count, 0) as services_count,
        coalesce(counts.services_with_hours_count, 0) as services_with_hours_count,
        coalesce(unplaced_counts.services_count, 0) as unplaced_services_count,
        coalesce(directories.is_synthetic, false) as is_synthetic
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            wards.local_authority_code = councils.local_authority_code
            and councils.is_served
    inner join {{ ref('ref_contract_values') }} as service_types
        on
            service_types.dataset_code = 'early_years_services'
            and service_types.column_name = 'service_type'
    left join {{ ref('int_settings__held_lists') }} as lists
        on
            wards.local_authority_code = lists.local_authority_code
            and lists.list_code = 'early_years_services'
    left join directories
        on wards.local_authority_code = directories.local_authority_code
    left join counts
        on
            wards.ward_code = counts.ward_code
            and service_types.allowed_value = counts.service_type_code
    left join unplaced_counts
        on
            wards.local_authority_code = unplaced_counts.local_authority_code
            and service_types.allowed_value = unplaced_counts.service_type_code
),

measures as (
    select
        *,
        'services' as measure_code,
        case when is_held then services_count end as numerator_count,
        cast(null as integer) as denominator_count,
        case when is_held then 'observed' else 'not_available' end as value_status
    from ward_services

    union all

    select
        *,
        'services_hours_known' as measure_code,
        case when is_held then services_with_hours_count end as numerator_count,
        case when is_held then services_count end as denominator_count,
        case
            when not is_held then 'not_available'
            when services_count = 0 then 'not_applicable'
            else 'observed'
        end as value_status
    from ward_services
),

service_values as (
    select
        local_authority_code,
        ward_code,
        measure_code,
        service_type_code,
        case when is_held then period_code end as period_code,
        numerator_count,
        denominator_count,
        case
            when value_status = 'observed'
                then round(
                    cast(numerator_count as double) / coalesce(denominator_count, 1), 6
                )
        end as value,
        value_status,
        -- A count of the council's services compares with no ward's.
        round(
            cast(sum(numerator_count) over council_measures as double)
            / nullif(sum(denominator_count) over council_measures, 0), 6
        ) as comparator_value,
        case when is_held then unplaced_services_count end as unplaced_count,
        is_synthetic
    from measures
    window
        council_measures as (
            partition by local_authority_code, measure_code, service_type_code
        )
)

select * from service_values
