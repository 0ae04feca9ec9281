with

{{ checked_rows('council_settings') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        urn,
        setting_name,
        setting_type,
        postcode,
        {{ plain_number('latitude') }} as latitude,
        {{ plain_number('longitude') }} as longitude,
        {{ whole_number('places_count') }} as places_count,
        may_be_named = 'yes' as may_be_named,
        contact_phone,
        website,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
