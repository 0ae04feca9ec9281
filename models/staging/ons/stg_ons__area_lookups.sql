with

{{ checked_rows('area_lookups') }},

typed_rows as (
    select
        area_kind,
        area_code,
        area_name,
        period_code,
        ward_code,
        ward_name,
        local_authority_code,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
