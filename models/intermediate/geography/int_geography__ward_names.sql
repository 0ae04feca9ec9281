-- One row per ward, with its name, that of its council, and the spelling by which files
-- without codes find it.
with

ward_names as (
    select
        wards.local_authority_code,
        councils.local_authority_name,
        wards.ward_code,
        wards.ward_name,
        {{ ward_name_key('wards.ward_name') }} as ward_name_key
    from {{ ref('ref_wards') }} as wards
    left join {{ ref('ref_local_authorities') }} as councils
        on wards.local_authority_code = councils.local_authority_code
)

select * from ward_names
