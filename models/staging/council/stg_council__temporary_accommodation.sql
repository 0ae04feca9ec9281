with

{{ checked_rows('temporary_accommodation') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        {{ published_number('children_count') }} as children_count,
        value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
