{{ config(materialized='ephemeral') }}

-- One row per service of a council and ward of it, and one more per ward for any
-- service: whether the ward is prioritised when the need score's periods end.
with

listed_wards as (
    select * from {{ ref('int_provision__priorities_in_force') }}
),

any_service as (
    select
        text_code as service_code,
        wording as service_name
    from {{ ref('policy_texts') }}
    where text_kind = 'service_name'
),

services as (
    select
        local_authority_code,
        service_code,
        max(service_name) as service_name,
        max(list_period_code) as list_period_code,
        max(as_of_date) as as_of_date,
        bool_or(is_synthetic) as is_synthetic
    from listed_wards
    group by local_authority_code, service_code

    union all

    select
        listed_wards.local_authority_code,
        any_service.service_code,
        any_service.service_name,
        max(listed_wards.list_period_code) as list_period_code,
        max(listed_wards.as_of_date) as as_of_date,
        bool_or(listed_wards.is_synthetic) as is_synthetic
    from listed_wards
    cross join any_service
    group by
        listed_wards.local_authority_code, any_service.service_code,
        any_service.service_name
),

wards_in_force as (
    select
        local_authority_code,
        service_code,
        ward_code,
        basis
    from listed_wards
    where is_in_force

    union all

    select
        listed_wards.local_authority_code,
        any_service.service_code,
        listed_wards.ward_code,
        {{ joined_text(
            "listed_wards.service_name || '.'", 'listed_wards.service_code'
        ) }} as basis
    from listed_wards
    cross join any_service
    where listed_wards.is_in_force
    group by
        listed_wards.local_authority_code, any_service.service_code,
        listed_wards.ward_code
),

service_wards as (
    select
        services.*,
        wards.ward_code,
        wards_in_force.ward_code is not null as is_prioritised,
        wards_in_force.basis
    from services
    inner join {{ ref('ref_wards') }} as wards
        on services.local_authority_code = wards.local_authority_code
    left join wards_in_force
        on
            services.local_authority_code = wards_in_force.local_authority_code
            and services.service_code = wards_in_force.service_code
            and wards.ward_code = wards_in_force.ward_code
)

select * from service_wards
