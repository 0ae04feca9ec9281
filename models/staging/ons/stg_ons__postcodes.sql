with

{{ checked_rows('postcodes') }},

typed_rows as (
    select
        period_code,
        postcode,
        lsoa_2021_code,
        ward_code,
        {{ plain_number('latitude') }} as latitude,
        {{ plain_number('longitude') }} as longitude,
        is_terminated = 'yes' as is_terminated,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
