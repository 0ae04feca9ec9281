-- One row a served ward, with the spelling by which files without codes find it.
with

ward_names as (
    select
        local_authority_code,
        ward_code,
        ward_name,
        {{ ward_name_key('ward_name') }} as ward_name_key
    from {{ ref('ref_wards') }}
)

select * from ward_names
