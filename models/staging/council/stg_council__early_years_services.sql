with

{{ checked_rows('early_years_services') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        service_id,
        service_type,
        service_name,
        venue_name,
        postcode,
        {{ plain_number('latitude') }} as latitude,
        {{ plain_number('longitude') }} as longitude,
        contact_phone,
        contact_email,
        website,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
