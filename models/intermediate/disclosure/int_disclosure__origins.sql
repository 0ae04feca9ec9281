{{ config(materialized='ephemeral') }}

-- One row per place from which distances are told: the centre of a postcode district or
-- ward. Nobody's door is among them.
with

origins as (
    select
        'postcode_district' as origin_kind,
        postcode_district as origin_code,
        postcode_district as origin_name,
        latitude,
        longitude,
        is_synthetic
    from {{ ref('int_geography__postcode_districts') }}

    union all

    select
        'ward' as origin_kind,
        wards.ward_code as origin_code,
        wards.ward_name as origin_name,
        cast(wards.latitude as double) as latitude,
        cast(wards.longitude as double) as longitude,
        false as is_synthetic
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            wards.local_authority_code = councils.local_authority_code
            and councils.is_served
)

select * from origins
