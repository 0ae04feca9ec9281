with

{{ checked_rows('service_priorities') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        service_code,
        service_name,
        ward_code,
        ward_name,
        {{ plain_date('priority_from_date') }} as priority_from_date,
        {{ plain_date('priority_to_date') }} as priority_to_date,
        basis,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
